package dev.syncline.activities.mapping;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The types email and phone. */
final class ContactTypes {
  private static final Pattern EMAIL =
      Pattern.compile(
          "[^\\s@,;:<>()\\[\\]\"]{1,64}@[\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,62}\\.)+[\\p{L}\\p{N}-]{2,63}");
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{5,15}");
  private static final Pattern SEPARATORS = Pattern.compile("[\\s\\u00A0().\\-/]+");

  private ContactTypes() {}

  /** The address, its domain in lower case. */
  static @Nullable Object email(@Nullable Object value) throws MappingRefused {
    if (Values.isBlank(value)) {
      return null;
    }
    String text = String.valueOf(Values.text(value)).strip();
    if (text.length() > 254 || !EMAIL.matcher(text).matches()) {
      throw MappingRefused.badValue(value, "is not an e-mail address (type email)");
    }
    int at = text.indexOf('@');
    return text.substring(0, at) + text.substring(at).toLowerCase(Locale.ROOT);
  }

  /** Digits with a leading + where a country code is given. */
  static @Nullable Object phone(@Nullable Object value) throws MappingRefused {
    if (Values.isBlank(value)) {
      return null;
    }
    String text = SEPARATORS.matcher(String.valueOf(Values.text(value)).strip()).replaceAll("");
    if (text.startsWith("00")) {
      text = "+" + text.substring(2);
    }
    if (!PHONE.matcher(text).matches()) {
      throw MappingRefused.badValue(value, "is not a phone number (type phone)");
    }
    return text;
  }
}
