package dev.syncline.activities.mapping;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Phone numbers in the form of E.164: {@code +}, country code and number. A number must be possible
 * by its length; whether its range is in use changes too often to refuse a record for.
 */
final class Phones {
  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+\\p{Nd}\\s\\u00A0()./\\-\\u2010-\\u2015]+((ext|x|#)[.\\s]*\\p{Nd}{1,7})?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SEPARATORS = Pattern.compile("[^+\\p{Nd}]+");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{5,15}");

  private Phones() {}

  /**
   * The number in one form, or null where the value is blank.
   *
   * @param region whose numbers those without a country code are, as ISO 3166-1 alpha-2; without it
   *     they stay digits
   */
  static @Nullable Object normal(@Nullable Object value, @Nullable String region)
      throws MappingRefused {
    if (Values.isBlank(value)) {
      return null;
    }
    String text = String.valueOf(Values.text(value)).strip();
    if (!NUMBER.matcher(text).matches()) {
      throw MappingRefused.badValue(value, "is not a phone number (type phone)");
    }
    String bare = SEPARATORS.matcher(text).replaceAll("");
    if (region == null && bare.startsWith("00")) {
      text = "+" + bare.substring(2);
    } else if (region == null && !bare.startsWith("+")) {
      return digits(value, bare);
    }
    return international(value, text, region);
  }

  private static String digits(@Nullable Object value, String bare) throws MappingRefused {
    if (!DIGITS.matcher(bare).matches()) {
      throw MappingRefused.badValue(value, "is not a phone number (type phone)");
    }
    return bare;
  }

  private static String international(@Nullable Object value, String text, @Nullable String region)
      throws MappingRefused {
    try {
      PhoneNumber number = LIBRARY.parse(text, region);
      if (LIBRARY.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE) {
        return LIBRARY.format(number, PhoneNumberFormat.E164);
      }
    } catch (NumberParseException e) {
      throw refused(value, region);
    }
    throw refused(value, region);
  }

  private static MappingRefused refused(@Nullable Object value, @Nullable String region) {
    String where = region == null ? "" : ", region " + region;
    return MappingRefused.badValue(value, "is no possible phone number (type phone" + where + ")");
  }
}
