package dev.syncline.connectors.spi;

import dev.syncline.domain.SynclineException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What became of one {@link WriteCommand}. */
public sealed interface WriteOutcome {

  /** The same, its words without secrets. */
  WriteOutcome without(Redaction secrets);

  /** What a successful write did. */
  enum Effect {
    CREATED,
    UPDATED,
    UNCHANGED,
    DELETED
  }

  /**
   * The system has it.
   *
   * @param externalId its id there
   * @param version its version there, where the system has versions
   * @param answer the record as the system now holds it, where it says so
   */
  record Written(
      Effect effect, String externalId, @Nullable String version, @Nullable ObjectNode answer)
      implements WriteOutcome {

    /** A record is the user's data and stays as it is. */
    @Override
    public Written without(Redaction secrets) {
      return this;
    }
  }

  /** The system refuses it, in its own words. */
  record Refused(String code, String message, boolean recoverable) implements WriteOutcome {
    @Override
    public Refused without(Redaction secrets) {
      return new Refused(code, secrets.clean(message), recoverable);
    }
  }

  /** The version moved on since we last saw it: read again, merge again. */
  record Stale(String message) implements WriteOutcome {
    @Override
    public Stale without(Redaction secrets) {
      return new Stale(secrets.clean(message));
    }
  }

  /** The answer was lost after the command was sent. */
  record Unknown(String message) implements WriteOutcome {
    @Override
    public Unknown without(Redaction secrets) {
      return new Unknown(secrets.clean(message));
    }
  }

  /**
   * It had no effect and may have one later: the system failed at it, asked for patience or could
   * not be reached, or it was not sent since that had become known.
   *
   * @param whole whether any other command would fare the same now
   */
  record NotDone(SynclineException why, boolean whole) implements WriteOutcome {
    @Override
    public NotDone without(Redaction secrets) {
      return new NotDone(secrets.clean(why), whole);
    }
  }
}
