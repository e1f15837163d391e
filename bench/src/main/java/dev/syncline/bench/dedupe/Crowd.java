package dev.syncline.bench.dedupe;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Made-up people as a file: one row in five is another's duplicate with two errors on average, far
 * from the original. The same file for the same size; names and towns are as unevenly frequent as
 * real ones.
 */
final class Crowd {
  private static final int SAME = 5;
  private static final String[] SYLLABLES =
      ("ba be bi bo da de do fa fe ga go ha he ja jo ka ke ko la le li lo lu ma me mi mo mu na ne ni"
              + " no pa pe ra re ri ro sa se si so ta te ti to va ve vi wa we ber son man ton ley"
              + " den lin gar mar stan wood field ster ham ford win dal bro per gra hen tay wal rob")
          .split(" ");

  private final SplittableRandom random = new SplittableRandom(7);
  private final String[] given = names(3_000, 2);
  private final String[] family = names(60_000, 3);
  private final String[] streets = names(20_000, 2);
  private final String[] towns = names(4_000, 2);

  private String[] names(int n, int syllables) {
    String[] names = new String[n];
    for (int i = 0; i < n; i++) {
      StringBuilder name = new StringBuilder();
      for (int s = syllables + random.nextInt(2); s > 0; s--) {
        name.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
      }
      names[i] = name.toString();
    }
    return names;
  }

  /** Writes so many rows, and which person each of them is; how many are duplicates. */
  static int write(Path file, int rows) throws IOException {
    Crowd crowd = new Crowd();
    int people = rows - rows / SAME;
    int seed = 11;
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
      out.println("id,given_name,surname,street_number,address,town,postcode,born,phone");
      for (int row = 0; row < rows; row++) {
        int person = row < people ? row : new SplittableRandom(row).nextInt(people);
        String[] values = crowd.person(new SplittableRandom(seed + 31L * person));
        out.println((row + "-" + person) + "," + String.join(",", crowd.seen(values, row, people)));
      }
    }
    return rows - people;
  }

  private String[] person(SplittableRandom chance) {
    int town = skewed(chance, towns.length);
    return new String[] {
      given[skewed(chance, given.length)],
      family[skewed(chance, family.length)],
      "" + (1 + chance.nextInt(180)),
      streets[skewed(chance, streets.length)] + " street",
      towns[town],
      "" + (10_000 + town * 7 + chance.nextInt(7)),
      String.format(
          Locale.ROOT,
          "%d-%02d-%02d",
          1930 + chance.nextInt(75),
          1 + chance.nextInt(12),
          1 + chance.nextInt(28)),
      chance.nextInt(10) < 3
          ? ""
          : String.format(Locale.ROOT, "0%03d %07d", chance.nextInt(999), chance.nextInt(9_999_999))
    };
  }

  private static int skewed(SplittableRandom chance, int of) {
    double at = chance.nextDouble();
    return (int) (at * at * of);
  }

  /** The originals are written as they are. */
  private String[] seen(String[] values, int row, int people) {
    SplittableRandom chance = new SplittableRandom(row);
    for (int errors = row < people ? 0 : 1 + chance.nextInt(3); errors > 0; errors--) {
      int at = chance.nextInt(values.length);
      values[at] = chance.nextInt(6) == 0 ? "" : typo(values[at], chance);
    }
    return values;
  }

  private static String typo(String text, SplittableRandom chance) {
    if (text.length() < 3) {
      return text;
    }
    int at = chance.nextInt(text.length() - 1);
    char other =
        Character.isDigit(text.charAt(at))
            ? (char) ('0' + chance.nextInt(10))
            : (char) ('a' + chance.nextInt(26));
    return switch (chance.nextInt(4)) {
      case 0 -> text.substring(0, at) + text.substring(at + 1);
      case 1 -> text.substring(0, at) + other + text.substring(at);
      case 2 -> text.substring(0, at) + other + text.substring(at + 1);
      default ->
          text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
    };
  }
}
