package dev.syncline.activities.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import org.jspecify.annotations.Nullable;

/** Finds a country's ISO 3166-1 alpha-2 code by that code, by alpha-3 or by name. */
final class Countries {
  private static final List<String> LANGUAGES =
      List.of("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da");

  /** What people write besides the names that ISO and CLDR give. */
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("uk", "GB"),
          Map.entry("great britain", "GB"),
          Map.entry("england", "GB"),
          Map.entry("scotland", "GB"),
          Map.entry("wales", "GB"),
          Map.entry("northern ireland", "GB"),
          Map.entry("united states of america", "US"),
          Map.entry("america", "US"),
          Map.entry("holland", "NL"),
          Map.entry("the netherlands", "NL"),
          Map.entry("czech republic", "CZ"),
          Map.entry("turkey", "TR"),
          Map.entry("korea", "KR"),
          Map.entry("republic of korea", "KR"),
          Map.entry("russian federation", "RU"),
          Map.entry("viet nam", "VN"),
          Map.entry("republic of ireland", "IE"),
          Map.entry("macedonia", "MK"),
          Map.entry("ivory coast", "CI"));

  private static final Map<String, String> CODES = codes();

  private Countries() {}

  private static Map<String, String> codes() {
    Map<String, String> codes = new HashMap<>();
    for (String code : Locale.getISOCountries()) {
      Locale country = new Locale.Builder().setRegion(code).build();
      for (String language : LANGUAGES) {
        codes.putIfAbsent(key(country.getDisplayCountry(Locale.forLanguageTag(language))), code);
      }
    }
    for (String code : Locale.getISOCountries()) {
      codes.put(key(code), code);
      alpha3(code, codes);
    }
    OTHERS.forEach((name, code) -> codes.put(key(name), code));
    return Map.copyOf(codes);
  }

  private static void alpha3(String code, Map<String, String> into) {
    try {
      into.put(key(new Locale.Builder().setRegion(code).build().getISO3Country()), code);
    } catch (MissingResourceException e) {
      into.putIfAbsent(key(code), code); // a code without a third letter stands for itself
    }
  }

  /** Letters and digits alone, without accents, in lower case: "U.S.A." is "usa". */
  private static String key(String name) {
    return TextFunctions.stripAccents(name).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\d]", "");
  }

  /** The code, or null where the value is blank. */
  static @Nullable Object code(@Nullable Object value) throws MappingRefused {
    if (Values.isBlank(value)) {
      return null;
    }
    String code = CODES.get(key(String.valueOf(Values.text(value))));
    if (code == null) {
      throw MappingRefused.badValue(value, "is no country's name, alpha-2 or alpha-3 code");
    }
    return code;
  }
}
