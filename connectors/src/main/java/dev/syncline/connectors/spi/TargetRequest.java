package dev.syncline.connectors.spi;

import java.util.List;
import java.util.Map;

/**
 * What to open for writing.
 *
 * @param resource the resource's name
 * @param key the system's own id field or fields; for a table its natural key
 * @param match the fields that find an existing record to adopt in place of creating a second one
 * @param fields the names of the fields that are written, with their types: {@code string integer
 *     decimal boolean date timestamp json}
 * @param answers whether every write is to be answered with the record as it then stands, even
 *     where that costs an additional read
 */
public record TargetRequest(
    String resource,
    List<String> key,
    List<String> match,
    Map<String, String> fields,
    boolean answers) {

  public TargetRequest {
    key = List.copyOf(key);
    match = List.copyOf(match);
  }

  public TargetRequest(
      String resource, List<String> key, List<String> match, Map<String, String> fields) {
    this(resource, key, match, fields, false);
  }

  /** The same, with this key. */
  public TargetRequest keyedBy(List<String> other) {
    return new TargetRequest(resource, other, match, fields, answers);
  }

  /** The same, with an answer to every write. */
  public TargetRequest answering() {
    return new TargetRequest(resource, key, match, fields, true);
  }
}
