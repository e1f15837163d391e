package dev.syncline.activities.dedupe.similarity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Normal forms of values, so that writing habits do not look like differences. */
public final class Normal {
  private static final Set<String> NOTHING =
      Set.of("null", "none", "nan", "n/a", "na", "nil", "unknown", "undefined", "-", "--", "?");

  private Normal() {}

  /**
   * Compatibility form in lower case without accents; everything but letters and digits is one
   * blank. Empty for what stands for "no value".
   */
  public static String text(@Nullable String raw) {
    String trimmed = raw == null ? "" : raw.strip();
    if (trimmed.isEmpty() || NOTHING.contains(trimmed.toLowerCase(Locale.ROOT))) {
      return "";
    }
    String plain = plain(trimmed).toLowerCase(Locale.ROOT);
    StringBuilder text = new StringBuilder(plain.length());
    boolean gap = false;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        if (gap && text.length() > 0) {
          text.append(' ');
        }
        text.append(c);
        gap = false;
      } else if (c != '\'' && c != '\u2019') {
        gap = true;
      }
    }
    return text.toString();
  }

  /** As {@link #text}, without the blanks. */
  public static String compact(@Nullable String raw) {
    String text = text(raw);
    return text.indexOf(' ') < 0 ? text : text.replace(" ", "");
  }

  /** The digits alone. */
  public static String digits(String text) {
    StringBuilder digits = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      }
    }
    return digits.toString();
  }

  private static String plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return decomposed(text);
      }
    }
    return text;
  }

  private static String decomposed(String text) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
    StringBuilder kept = new StringBuilder(apart.length());
    apart
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(kept::appendCodePoint);
    return kept.toString().replace("\u00df", "ss").replace('\u00f8', 'o').replace('\u0142', 'l');
  }
}
