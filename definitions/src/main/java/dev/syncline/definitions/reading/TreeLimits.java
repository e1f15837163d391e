package dev.syncline.definitions.reading;

/** How large and how deep a document may be. */
final class TreeLimits {
  static final int FILE_BYTES = 4 * 1024 * 1024;
  static final int DEPTH = 64;
  static final int ALIASES = 200;
  static final int VALUES = 200_000;

  private TreeLimits() {}
}
