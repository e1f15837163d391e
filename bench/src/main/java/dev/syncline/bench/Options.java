package dev.syncline.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What is to be measured.
 *
 * @param engine {@code auto}, {@code dev} or {@code in-process}
 * @param launcher the product's script
 * @param work an empty folder to work in
 */
record Options(List<Integer> sizes, String engine, int repeats, Path launcher, Path work) {
  /** From this size on one measurement of each kind has to do. */
  private static final int LARGE = 1_000_000;

  static Options parse(String[] words) {
    Options options =
        new Options(
            List.of(10_000, 100_000, 1_000_000), "auto", 3, Path.of("syncline"), Path.of(""));
    for (String word : words) {
      String[] pair = word.split("=", 2);
      if (pair.length < 2) {
        throw new IllegalArgumentException("'" + word + "' is not of the form --name=value");
      }
      options = options.with(pair[0], pair[1]);
    }
    return options;
  }

  private Options with(String name, String value) {
    return switch (name) {
      case "--sizes" -> new Options(sizes(value), engine, repeats, launcher, work);
      case "--engine" -> new Options(sizes, value, repeats, launcher, work);
      case "--repeats" -> new Options(sizes, engine, Integer.parseInt(value), launcher, work);
      case "--launcher" -> new Options(sizes, engine, repeats, Path.of(value), work);
      case "--work" -> new Options(sizes, engine, repeats, launcher, Path.of(value));
      default ->
          throw new IllegalArgumentException(
              "'" + name + "' is not known; there are --sizes, --engine and --repeats");
    };
  }

  private static List<Integer> sizes(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split(","))
        .map(size -> Integer.valueOf(size.replace("k", "000").replace("m", "000000")))
        .toList();
  }

  int repeats(int rows) {
    return rows >= LARGE ? 1 : repeats;
  }
}
