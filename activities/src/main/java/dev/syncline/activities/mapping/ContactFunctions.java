package dev.syncline.activities.mapping;

import static dev.syncline.activities.mapping.FunctionLibrary.text;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Functions that bring phone numbers, countries and postal codes into one form. */
final class ContactFunctions {
  private static final Pattern SEPARATORS = Pattern.compile("[\\s\\u00A0\\-./]+");

  /** How a country writes its codes: letters and digits in groups, and what stands between. */
  private record Form(Pattern groups, String written) {}

  private static final Map<String, Form> FORMS =
      Map.ofEntries(
          form("GB", "([A-Z]{1,2}\\d[A-Z\\d]?)(\\d[A-Z]{2})", "$1 $2"),
          form("IE", "([A-Z]\\d[\\dW])([A-Z\\d]{4})", "$1 $2"),
          form("CA", "([A-Z]\\d[A-Z])(\\d[A-Z]\\d)", "$1 $2"),
          form("NL", "(\\d{4})([A-Z]{2})", "$1 $2"),
          form("US", "(\\d{5})(\\d{4})", "$1-$2"),
          form("PL", "(\\d{2})(\\d{3})", "$1-$2"),
          form("PT", "(\\d{4})(\\d{3})", "$1-$2"),
          form("BR", "(\\d{5})(\\d{3})", "$1-$2"),
          form("JP", "(\\d{3})(\\d{4})", "$1-$2"),
          form("SE", "(\\d{3})(\\d{2})", "$1 $2"),
          form("CZ", "(\\d{3})(\\d{2})", "$1 $2"),
          form("SK", "(\\d{3})(\\d{2})", "$1 $2"),
          form("GR", "(\\d{3})(\\d{2})", "$1 $2"));

  private ContactFunctions() {}

  private static Map.Entry<String, Form> form(String country, String groups, String written) {
    return Map.entry(country, new Form(Pattern.compile(groups), written));
  }

  static void register(Map<String, FunctionLibrary.Factory> to) {
    to.put(
        "normalize_phone",
        (a, l) -> {
          String region = a.isEmpty() ? null : text(a, 0, "").toUpperCase(Locale.ROOT);
          return (value, row) -> Phones.normal(value, region);
        });
    to.put("country_code", (a, l) -> (value, row) -> Countries.code(value));
    to.put(
        "normalize_postal_code",
        (a, l) -> {
          Form form = FORMS.get(text(a, 0, "").toUpperCase(Locale.ROOT));
          return TextFunctions.onText(text -> postalCode(text, form));
        });
  }

  /** As its country writes it; what does not fit in there is upper case, blanks collapsed. */
  private static String postalCode(String text, @Nullable Form form) {
    String upper = TextFunctions.collapse(text.toUpperCase(Locale.ROOT));
    if (form == null) {
      return upper;
    }
    var match = form.groups().matcher(SEPARATORS.matcher(upper).replaceAll(""));
    return match.matches() ? match.replaceFirst(form.written()) : upper;
  }
}
