package dev.syncline.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Generated people, about 250 bytes a row as CSV, the same at every time and place. */
final class People {
  static final List<String> FIELDS =
      List.of(
          "id",
          "given_name",
          "surname",
          "street",
          "suburb",
          "postcode",
          "state",
          "email",
          "phone",
          "date_of_birth",
          "company",
          "note",
          "updated_at");

  /** What the records are made of: everything but the key and the time of modification. */
  static final List<String> COPIED = FIELDS.subList(1, FIELDS.size() - 1);

  private static final String[] SYLLABLES = {
    "an", "bel", "cor", "da", "el", "fin", "gar", "ho", "in", "jo", "ka", "lu", "mar", "no", "ol"
  };
  private static final String[] STATES = {"NSW", "VIC", "QLD", "WA", "SA", "TAS"};

  private People() {}

  /** Writes the file; where changed, every tenth row has another note. */
  static void write(Path file, int rows, boolean changed) throws IOException {
    Random random = new Random(20_260_101);
    StringBuilder row = new StringBuilder(400);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(String.join(",", FIELDS) + "\n");
      for (int i = 1; i <= rows; i++) {
        row.setLength(0);
        person(row, random, i, changed && i % 10 == 0);
        out.append(row).append('\n');
      }
    }
  }

  private static void person(StringBuilder row, Random random, int number, boolean changed) {
    String given = word(random, 2);
    String family = word(random, 3);
    String company = word(random, 4);
    row.append("P%08d,".formatted(number)).append(given).append(',').append(family).append(',');
    row.append(1 + random.nextInt(400)).append(' ').append(word(random, 3)).append(" Street,");
    row.append(word(random, 4)).append(',').append(1000 + random.nextInt(8999)).append(',');
    row.append(STATES[random.nextInt(STATES.length)]).append(',');
    row.append(given).append('.').append(family).append('@').append(company).append(".example,");
    row.append("+61 2 ").append(10_000_000 + random.nextInt(89_999_999)).append(',');
    row.append(1940 + random.nextInt(65)).append("-0").append(1 + random.nextInt(9));
    row.append('-').append(10 + random.nextInt(18)).append(',').append(company).append(" Pty Ltd,");
    row.append(changed ? "moved here lately; " : "has been here for years; ");
    row.append(word(random, 6)).append(' ').append(word(random, 7)).append(' ');
    row.append(word(random, 5)).append(' ').append(word(random, 6));
    row.append(",2026-01-").append(10 + random.nextInt(18)).append("T10:00:00Z");
  }

  private static String word(Random random, int syllables) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < syllables; i++) {
      word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    }
    return word.toString();
  }
}
