package dev.syncline.connectors.csv;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file's fields.
 *
 * @param before what the JSON of a row has before each of its values, names and punctuation
 */
@SuppressWarnings("ArrayRecordComponent") // read for every cell, compared never
record Columns(byte[][] before) {
  /** Before the names are known, a scan writes a row as an array of its cells. */
  static final Columns UNKNOWN = new Columns(new byte[][] {"[\"".getBytes(StandardCharsets.UTF_8)});

  /** The cells of a row that was scanned with {@link #UNKNOWN}. */
  static List<String> cells(JsonBuffer json) {
    byte[] array = Arrays.copyOf(json.bytes(), json.length());
    array[array.length - 1] = ']';
    return List.of(JsonMapper.shared().readValue(array, String[].class));
  }

  static Columns numbered(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      names.add("column_" + i);
    }
    return of(names);
  }

  /** The columns of a header, its names trimmed; throws INVALID where a name comes twice. */
  static Columns named(List<String> header, String file, long line) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (String cell : header) {
      int number = names.size() + 1;
      String name = cell.isBlank() ? "column_" + number : cell.strip();
      Integer first = seen.putIfAbsent(name, number);
      if (first != null) {
        throw SynclineException.of(
            Category.INVALID,
            "DUPLICATE_HEADER",
            "the header of '%s' (line %d) names the field '%s' twice, in columns %d and %d; rename one"
                .formatted(file, line, name, first, number));
      }
      names.add(name);
    }
    return of(names);
  }

  private static Columns of(List<String> names) {
    byte[][] before = new byte[names.size()][];
    for (int i = 0; i < before.length; i++) {
      String name = JsonMapper.shared().writeValueAsString(names.get(i));
      before[i] = ((i == 0 ? "{" : "\",") + name + ":\"").getBytes(StandardCharsets.UTF_8);
    }
    return new Columns(before);
  }

  int count() {
    return before.length;
  }
}
