package dev.syncline.definitions.reading;

/** The document cannot be read on from here. */
final class Broken extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  Broken(int line, String message) {
    super(message);
    this.line = line;
  }

  int line() {
    return line;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
