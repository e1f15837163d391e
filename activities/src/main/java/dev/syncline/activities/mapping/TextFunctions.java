package dev.syncline.activities.mapping;

import static dev.syncline.activities.mapping.FunctionLibrary.text;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions that change a text. Numbers and booleans pass the first group as they are. */
final class TextFunctions {
  private static final Pattern BLANKS = Pattern.compile("[\\s\\u00A0]+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NO_DIGITS = Pattern.compile("\\D+");

  private TextFunctions() {}

  static void register(Map<String, FunctionLibrary.Factory> to) {
    to.put("trim", (a, l) -> onStrings(String::strip));
    to.put("lower", (a, l) -> onStrings(text -> text.toLowerCase(Locale.ROOT)));
    to.put("upper", (a, l) -> onStrings(text -> text.toUpperCase(Locale.ROOT)));
    to.put("title_case", (a, l) -> onStrings(TextFunctions::titleCase));
    to.put("collapse_spaces", (a, l) -> onStrings(TextFunctions::collapse));
    to.put("strip_accents", (a, l) -> onStrings(TextFunctions::stripAccents));
    to.put("normalize_email", (a, l) -> onStrings(t -> t.strip().toLowerCase(Locale.ROOT)));
    to.put("digits", (a, l) -> onText(text -> NO_DIGITS.matcher(text).replaceAll("")));
    to.put("hash", (a, l) -> onText(TextFunctions::hash));
    to.put(
        "prefix",
        (a, l) -> {
          String prefix = text(a, 0, "");
          return onText(prefix::concat);
        });
    to.put(
        "suffix",
        (a, l) -> {
          String suffix = text(a, 0, "");
          return onText(text -> text.concat(suffix));
        });
    to.put(
        "replace",
        (a, l) -> {
          String old = text(a, 0, "");
          String replacement = text(a, 1, "");
          return onText(text -> old.isEmpty() ? text : text.replace(old, replacement));
        });
    to.put(
        "regex_replace",
        (a, l) -> {
          Pattern pattern = Pattern.compile(text(a, 0, ""));
          String replacement = text(a, 1, "");
          return (value, row) -> {
            String text = Values.text(value);
            try {
              return text == null ? null : pattern.matcher(text).replaceAll(replacement);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
              throw MappingRefused.badValue(text, "cannot be replaced: " + e.getMessage());
            }
          };
        });
    to.put("regex_extract", (a, l) -> extract(Pattern.compile(text(a, 0, ""))));
  }

  private static Step extract(Pattern pattern) {
    return (value, row) -> {
      String text = Values.text(value);
      Matcher match = text == null ? null : pattern.matcher(text);
      if (match == null || !match.find()) {
        return null;
      }
      return match.groupCount() == 0 ? match.group() : match.group(1);
    };
  }

  /** Changes texts, lets other single values pass, refuses lists and objects. */
  private static Step onStrings(UnaryOperator<String> change) {
    return (value, row) -> {
      if (value instanceof String text) {
        return change.apply(text);
      }
      Values.text(value);
      return value;
    };
  }

  /** Changes the text of any single value. */
  static Step onText(UnaryOperator<String> change) {
    return (value, row) -> {
      String text = Values.text(value);
      return text == null ? null : change.apply(text);
    };
  }

  static String collapse(String text) {
    return BLANKS.matcher(text).replaceAll(" ").strip();
  }

  static String stripAccents(String text) {
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
    return Normalizer.normalize(MARKS.matcher(decomposed).replaceAll(""), Normalizer.Form.NFC);
  }

  private static String titleCase(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean start = true;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      out.appendCodePoint(start ? Character.toTitleCase(point) : Character.toLowerCase(point));
      start =
          !Character.isLetterOrDigit(point)
              && Character.getType(point) != Character.NON_SPACING_MARK;
      i += Character.charCount(point);
    }
    return out.toString();
  }

  private static String hash(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Hashes.sha256(bytes, 0, bytes.length));
  }
}
