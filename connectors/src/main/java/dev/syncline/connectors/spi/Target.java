package dev.syncline.connectors.spi;

import java.util.List;

/** A resource opened for writing. */
public interface Target extends AutoCloseable {
  /** How many commands one call of {@link #write} takes at most. */
  int batchSize();

  /**
   * Writes a batch and answers one outcome a command, in the same order. A command that the system
   * refuses is an outcome and does not stop the others; what makes the whole batch impossible (no
   * connection, bad credentials) is thrown, and then nothing of the batch may be assumed written; a
   * target that writes one by one answers {@link WriteOutcome.NotDone} in its place. Commands with
   * the same idempotency key have one effect, however often they are sent. A batch names a record
   * once at most, so that a target may carry its commands out in parallel.
   */
  List<WriteOutcome> write(List<WriteCommand> batch);

  /**
   * How many commands of a batch may be under way at the same time. As many may be in doubt when
   * the process dies, so no more of those that are not {@link #repeatable} are handed over at once.
   */
  default int atOnce() {
    return batchSize();
  }

  /** Whether {@link #current} works. */
  default boolean canRead() {
    return false;
  }

  /** How the records with these ids stand there now; those that do not exist are left out. */
  default List<Current> current(List<String> externalIds) {
    throw new UnsupportedOperationException("this target reads no single records");
  }

  /**
   * Whether the command can be sent again after an answer was lost, without a second effect: it
   * names its record, or the system knows its idempotency key, or the record is looked up first.
   */
  default boolean repeatable(WriteCommand command) {
    return true;
  }

  @Override
  default void close() {}
}
