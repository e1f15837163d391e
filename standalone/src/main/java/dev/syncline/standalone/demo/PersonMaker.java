package dev.syncline.standalone.demo;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes people as they ought to be written down. */
final class PersonMaker {
  private static final LocalDate OLDEST = LocalDate.of(1935, 1, 1);
  private static final int DAYS = 26_000;
  private static final Instant FIRST_CHANGE = Instant.parse("2024-01-01T00:00:00Z");
  private static final int CHANGE_SECONDS = 60_000_000;

  private final Random random;

  PersonMaker(Random random) {
    this.random = random;
  }

  Person person(int number) {
    String given = pick(Vocabulary.GIVEN_NAMES);
    String family = pick(Vocabulary.SURNAMES);
    List<String> place = pick(Vocabulary.SUBURBS);
    return new Person(
        String.format(Locale.ROOT, "rec-%05d", number),
        given,
        family,
        plain(given) + "." + plain(family) + number + "@" + pick(Vocabulary.MAIL_HOSTS),
        phone(),
        OLDEST.plusDays(random.nextInt(DAYS)).toString(),
        1 + random.nextInt(220) + " " + pick(Vocabulary.STREETS),
        place.get(0),
        place.get(1),
        place.get(2),
        FIRST_CHANGE.plusSeconds(random.nextInt(CHANGE_SECONDS)).toString());
  }

  /** The same number in one of the ways in which people write it. */
  private String phone() {
    String digits = String.format(Locale.ROOT, "4%08d", random.nextInt(100_000_000));
    String first = digits.substring(0, 3);
    String middle = digits.substring(3, 6);
    String last = digits.substring(6);
    return switch (random.nextInt(4)) {
      case 0 -> "0" + digits;
      case 1 -> "0" + first + " " + middle + " " + last;
      case 2 -> "+61 " + first + " " + middle + " " + last;
      default -> "(0" + first + ") " + middle + "-" + last;
    };
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z]", "");
  }
}
