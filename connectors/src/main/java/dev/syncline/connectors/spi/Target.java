package dev.syncline.connectors.spi;

import java.util.List;

/** A resource opened for writing. */
public interface Target extends AutoCloseable {
  /** How many commands one call of {@link #write} takes at most. */
  int batchSize();

  /**
   * Writes a batch and answers one outcome a command, in the same order. A command that the system
   * refuses is an outcome and does not stop the others; what makes the whole batch impossible (no
   * connection, bad credentials) is thrown, and then nothing of the batch may be assumed written.
   * Commands with the same idempotency key have one effect, however often they are sent.
   */
  List<WriteOutcome> write(List<WriteCommand> batch);

  @Override
  default void close() {}
}
