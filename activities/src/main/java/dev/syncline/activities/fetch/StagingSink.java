package dev.syncline.activities.fetch;

import dev.syncline.activities.attempt.Pulse;
import dev.syncline.connectors.spi.RecordSink;
import dev.syncline.store.staging.RawWriter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hands records to staging and asks now and then whether to go on. */
final class StagingSink implements RecordSink {
  private static final int CHECK_EVERY = 256;

  private final RawWriter writer;

  StagingSink(RawWriter writer) {
    this.writer = writer;
  }

  @Override
  public void record(byte[] json, int offset, int length, long where) {
    record(json, offset, length, where, null);
  }

  /**
   * As {@link #record(byte[], int, int, long)}.
   *
   * @param digest what the record is known by when it comes again, or null
   */
  void record(byte[] json, int offset, int length, long where, @Nullable UUID digest) {
    writer.record(json, offset, length, where > 0 ? "line " + where : null, digest);
    check();
  }

  /** A record that is known to be unchanged. */
  void known(String externalId) {
    writer.known(externalId);
    check();
  }

  @Override
  public void bad(
      @Nullable String externalId, String payload, String where, String code, String message) {
    writer.bad(externalId, payload, where, code, message);
    check();
  }

  private void check() {
    if (writer.rows() % CHECK_EVERY == 0) {
      Pulse.check();
    }
  }
}
