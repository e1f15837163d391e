package dev.syncline.connectors.spi;

import java.util.List;
import java.util.Map;

/**
 * What to open for writing.
 *
 * @param resource the resource's name
 * @param key the system's own id field or fields; for a table its natural key
 * @param fields the names of the fields that are written, with their types: {@code string integer
 *     decimal boolean date timestamp json}
 */
public record TargetRequest(String resource, List<String> key, Map<String, String> fields) {}
