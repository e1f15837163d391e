package dev.syncline.activities.mapping;

import static dev.syncline.activities.mapping.FunctionLibrary.text;
import static dev.syncline.activities.mapping.FunctionLibrary.whole;
import static dev.syncline.activities.mapping.TextFunctions.onText;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions that cut texts and take lists apart. */
final class CutFunctions {
  private CutFunctions() {}

  static void register(Map<String, FunctionLibrary.Factory> to) {
    to.put(
        "substring",
        (a, l) -> {
          int start = whole(a, 0, 0);
          long end = (long) start + whole(a, 1, Integer.MAX_VALUE);
          return onText(
              t -> t.substring(Math.min(start, t.length()), (int) Math.min(end, t.length())));
        });
    to.put(
        "pad_left",
        (a, l) -> {
          int length = Math.min(whole(a, 0, 0), 1000);
          String fill = text(a, 1, "0");
          return onText(t -> padded(t, length, fill));
        });
    to.put(
        "split_first",
        (a, l) -> {
          String separator = text(a, 0, " ");
          return onText(t -> t.contains(separator) ? t.substring(0, t.indexOf(separator)) : t);
        });
    to.put(
        "split_last",
        (a, l) -> {
          String separator = text(a, 0, " ");
          return onText(
              t -> {
                int at = t.lastIndexOf(separator);
                return at < 0 ? t : t.substring(at + separator.length());
              });
        });
    to.put(
        "split",
        (a, l) -> {
          String separator = text(a, 0, ",");
          return (value, row) -> {
            String text = Values.text(value);
            return text == null ? null : split(text, separator);
          };
        });
    to.put(
        "join",
        (a, l) -> {
          String separator = text(a, 0, ",");
          return (value, row) -> value instanceof List<?> list ? join(list, separator) : value;
        });
    to.put("first", (a, l) -> (value, row) -> element(value, true));
    to.put("last", (a, l) -> (value, row) -> element(value, false));
  }

  private static String padded(String text, int length, String fill) {
    if (fill.isEmpty() || text.length() >= length) {
      return text;
    }
    int missing = length - text.length();
    return fill.repeat(missing / fill.length() + 1).substring(0, missing) + text;
  }

  private static List<Object> split(String text, String separator) {
    List<Object> parts = new ArrayList<>();
    if (text.isBlank()) {
      return parts;
    }
    int from = 0;
    for (int at = next(text, separator, 0); at >= 0; at = next(text, separator, from)) {
      parts.add(text.substring(from, at).strip());
      from = at + separator.length();
    }
    parts.add(text.substring(from).strip());
    return parts;
  }

  private static int next(String text, String separator, int from) {
    return separator.isEmpty() ? -1 : text.indexOf(separator, from);
  }

  private static String join(List<?> list, String separator) throws MappingRefused {
    StringBuilder out = new StringBuilder();
    for (Object element : list) {
      String text = Values.text(element);
      if (text != null) {
        out.append(out.isEmpty() ? "" : separator).append(text);
      }
    }
    return out.toString();
  }

  /** A single value is its own first and last. */
  private static @Nullable Object element(@Nullable Object value, boolean first) {
    if (!(value instanceof List<?> list)) {
      return value;
    }
    return list.isEmpty() ? null : list.get(first ? 0 : list.size() - 1);
  }
}
