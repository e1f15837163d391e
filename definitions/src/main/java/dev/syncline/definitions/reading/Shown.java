package dev.syncline.definitions.reading;

/** A value as messages show it: at most 80 characters. */
final class Shown {
  private static final int LONGEST = 80;

  private Shown() {}

  /** What was written, never the secret it stands for. */
  static String of(Item item) {
    return item instanceof Item.Scalar scalar ? of(scalar.written()) : item.kind();
  }

  static String of(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
