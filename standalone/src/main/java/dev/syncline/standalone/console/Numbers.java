package dev.syncline.standalone.console;

import java.util.Locale;

/** Numbers as people read them, the same on every machine. */
final class Numbers {
  private Numbers() {}

  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String seconds(long millis) {
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    return millis / 60_000 + " min " + millis % 60_000 / 1000 + " s";
  }
}
