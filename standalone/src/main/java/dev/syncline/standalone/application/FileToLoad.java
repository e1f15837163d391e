package dev.syncline.standalone.application;

import dev.syncline.definitions.SyncFile;
import java.nio.file.Path;

/**
 * A sync file to be stored before anything else begins, in place of what the same file said before.
 *
 * @param content without errors
 */
public record FileToLoad(Path path, SyncFile content) {}
