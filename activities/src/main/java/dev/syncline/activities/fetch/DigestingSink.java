package dev.syncline.activities.fetch;

import dev.syncline.connectors.spi.RecordSink;
import org.jspecify.annotations.Nullable;

/** Notes how the rows look, so that the next run knows them again. */
final class DigestingSink implements RecordSink {
  private final RowDigests digests;
  private final StagingSink staging;

  DigestingSink(RowDigests digests, StagingSink staging) {
    this.digests = digests;
    this.staging = staging;
  }

  @Override
  public void record(byte[] json, int offset, int length, long where) {
    staging.record(json, offset, length, where, digests.of(json, offset, length));
  }

  @Override
  public void bad(
      @Nullable String externalId, String payload, String where, String code, String message) {
    staging.bad(externalId, payload, where, code, message);
  }
}
