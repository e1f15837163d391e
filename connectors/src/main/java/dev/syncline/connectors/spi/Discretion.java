package dev.syncline.connectors.spi;

import java.util.function.Supplier;

/** Has work done of which nothing that is thrown tells a secret. */
final class Discretion {
  private Discretion() {}

  /** Work with a result. */
  interface Work<T> extends Supplier<T> {}

  static <T> T of(Redaction redaction, Work<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw redaction.clean(e);
    }
  }
}
