package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.CalendarDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values made coarse for blocking: what survives the usual errors. */
final class Coarse {
  private static final int LOCAL_PART = 5;

  private Coarse() {}

  /** Whether few records share such a value, so that it is a key by itself. */
  static boolean aloneIsEnough(Column column) {
    return switch (column.role()) {
      case BIRTH_DATE,
          PHONE,
          EMAIL,
          ID_NUMBER,
          ADDRESS,
          FULL_NAME,
          MODEL,
          LATITUDE,
          AUTHORS,
          WORDS ->
          true;
      case TITLE -> column.derived();
      default -> false;
    };
  }

  /** Whether such a value makes a key together with another. */
  static boolean combines(Column column) {
    return switch (column.role()) {
      case GIVEN_NAME, FAMILY_NAME, BIRTH_DATE, CITY, POSTCODE, STREET_NUMBER, FULL_NAME -> true;
      case ADDRESS -> true;
      default -> false;
    };
  }

  /** Keys of the value by itself. */
  static List<String> whole(Column column, @Nullable Object value) {
    List<String> keys = new ArrayList<>();
    if (value instanceof EmailComparison.Address email) {
      keys.add(email.whole());
      if (email.local().length() >= LOCAL_PART) {
        keys.add(email.local());
      }
    } else if (value instanceof CalendarDay day) {
      keys.add(day.digits().length() == 8 ? eitherOrder(day.digits()) : day.digits());
    } else if (value instanceof String code) {
      keys.add(
          column.role() == Role.PHONE && code.length() > 7
              ? code.substring(code.length() - 7)
              : code);
    } else if (value instanceof WordsComparison.Phrase phrase) {
      pairs(phrase.words(), keys);
    } else if (value instanceof AuthorsComparison.Authors authors) {
      pairs(authors.names(), keys);
    } else if (value instanceof List<?> numbers) {
      numbers.stream().map(Object::toString).filter(n -> n.length() > 3).forEach(keys::add);
    } else if (value instanceof PlaceComparison.Point point) {
      keys.add(Math.round(point.latitude() * 100) + "/" + Math.round(point.longitude() * 100));
    }
    return keys;
  }

  /** One key of the value, to be joined with another column's; empty where there is none. */
  static String part(Column column, @Nullable Object value) {
    if (value instanceof NameComparison.Name name) {
      return name.key().isEmpty() ? name.text() : name.key();
    } else if (value instanceof CalendarDay day) {
      return day.digits().length() == 8 ? day.digits().substring(0, 4) : "";
    } else if (value instanceof String code) {
      return code;
    } else if (value instanceof WordsComparison.Phrase phrase) {
      String word =
          Arrays.stream(phrase.words())
              .max(java.util.Comparator.comparingInt(String::length))
              .orElse("");
      return word.length() > 5 ? word.substring(0, 5) : word;
    }
    return "";
  }

  private static void pairs(String[] words, List<String> keys) {
    String[] sorted = words.clone();
    Arrays.sort(sorted);
    if (sorted.length == 1) {
      keys.add(sorted[0]);
    }
    for (int i = 0; i + 1 < sorted.length; i++) {
      keys.add(sorted[i] + " " + sorted[i + 1]);
    }
  }

  private static String eitherOrder(String digits) {
    String month = digits.substring(4, 6);
    String day = digits.substring(6);
    return digits.substring(0, 4) + (month.compareTo(day) < 0 ? month + day : day + month);
  }
}
