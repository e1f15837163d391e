package dev.syncline.activities.mapping;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The type email. */
final class ContactTypes {
  private static final Pattern EMAIL =
      Pattern.compile(
          "[^\\s@,;:<>()\\[\\]\"]{1,64}@[\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,62}\\.)+[\\p{L}\\p{N}-]{2,63}");

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
}
