package dev.syncline.connectors.files;

import java.nio.file.Path;

/**
 * A file to read.
 *
 * @param name its name under the connection's path, with {@code /} between folders
 * @param path where it is
 * @param size its length in bytes when it was found
 */
public record DataFile(String name, Path path, long size) {}
