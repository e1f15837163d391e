package dev.syncline.connectors.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step of reading.
 *
 * @param cursor where to go on, or null to begin
 * @param maxRecords about how many records to read; at least one page is read
 * @param maxBytes about how many payload bytes to read
 * @param modifiedSince where the source can filter: only records changed at or after this time
 * @param ids where the source can filter: only these external ids; empty for all
 */
public record ReadRequest(
    @Nullable String cursor,
    int maxRecords,
    long maxBytes,
    @Nullable Instant modifiedSince,
    List<String> ids) {

  public ReadRequest {
    ids = List.copyOf(ids);
  }

  public static ReadRequest from(@Nullable String cursor, int maxRecords, long maxBytes) {
    return new ReadRequest(cursor, maxRecords, maxBytes, null, List.of());
  }

  public Optional<Instant> since() {
    return Optional.ofNullable(modifiedSince);
  }
}
