package dev.syncline.activities.mapping;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers written as text. */
final class Numbers {
  private static final Pattern PLAIN =
      Pattern.compile("[-+]?(\\d{1,400}(\\.\\d{0,400})?|\\.\\d{1,400})([eE][-+]?\\d{1,3})?");

  private Numbers() {}

  /** The number in plain notation, or null. */
  static @Nullable BigDecimal parse(String text) {
    return !text.isEmpty() && PLAIN.matcher(text).matches() ? new BigDecimal(text) : null;
  }

  /** The number as a locale writes it, groups only where they belong; or null. */
  static @Nullable BigDecimal parse(String text, Locale locale) {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
    String plain = text.replace('\u00A0', ' ').replace('\u202F', ' ').replace('\u2019', '\'');
    char group = normal(symbols.getGroupingSeparator());
    char point = symbols.getDecimalSeparator();
    String grouped =
        "[-+]?\\d{1,3}("
            + Pattern.quote("" + group)
            + "\\d{3})+("
            + Pattern.quote("" + point)
            + "\\d*)?";
    if (plain.matches(grouped)) {
      plain = plain.replace("" + group, "");
    } else if (point != '.' && plain.indexOf('.') >= 0) {
      return null;
    }
    return parse(plain.replace(point, '.'));
  }

  private static char normal(char separator) {
    return switch (separator) {
      case '\u00A0', '\u202F' -> ' ';
      case '\u2019' -> '\'';
      default -> separator;
    };
  }
}
