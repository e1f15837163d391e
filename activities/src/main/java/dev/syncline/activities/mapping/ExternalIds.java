package dev.syncline.activities.mapping;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The external id: the key's values trimmed and joined by {@code |}. In a key of several fields a
 * {@code |} or backslash inside a value gets a backslash before it, so that no two keys look alike.
 */
final class ExternalIds {
  /** Bytes that fit into a PostgreSQL index entry beside the other columns. */
  private static final int LONGEST = 2000;

  private final List<String> fields;
  private final List<FieldPath> paths = new ArrayList<>();

  ExternalIds(String task, List<String> key, SourceLayout layout) {
    if (key.isEmpty()) {
      throw SynclineException.of(
          Category.INVALID,
          "task '" + task + "' has no key and its source names none; add 'key: FIELD'");
    }
    this.fields = List.copyOf(key);
    key.forEach(field -> paths.add(layout.path(field)));
  }

  String of(SourceRow row) throws MappingRefused {
    if (paths.size() == 1) {
      return checked(part(row, 0));
    }
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < paths.size(); i++) {
      String part = part(row, i);
      id.append(i == 0 ? "" : "|").append(part.replace("\\", "\\\\").replace("|", "\\|"));
    }
    return checked(id.toString());
  }

  private String part(SourceRow row, int index) throws MappingRefused {
    String field = fields.get(index);
    String text;
    try {
      text = Values.text(paths.get(index).value(row));
    } catch (MappingRefused refused) {
      throw refused.inField(field);
    }
    if (text == null || text.isBlank()) {
      throw MappingRefused.of(
          MappingRefused.KEY_MISSING,
          "the key field '" + field + "' is missing or blank, so the record has no external id");
    }
    return text.strip();
  }

  static String checked(String id) throws MappingRefused {
    boolean tooLong =
        id.length() > LONGEST / 3 && id.getBytes(StandardCharsets.UTF_8).length > LONGEST;
    if (tooLong) {
      throw MappingRefused.badValue(id, "is longer than the 2000 bytes of an external id");
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c == 0 || (Character.isSurrogate(c) && !isPaired(id, i))) {
        throw MappingRefused.badValue(
            id, "cannot be an external id: it holds a NUL or half a character");
      }
    }
    return id;
  }

  private static boolean isPaired(String id, int i) {
    return Character.isHighSurrogate(id.charAt(i))
        ? i + 1 < id.length() && Character.isLowSurrogate(id.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(id.charAt(i - 1));
  }
}
