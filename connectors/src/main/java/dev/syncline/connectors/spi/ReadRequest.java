package dev.syncline.connectors.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step of reading. A source may give more than the filters ask for: they are applied to what it
 * gives as well.
 *
 * @param cursor where to go on, or null to begin
 * @param maxRecords about how many records to read; at least one page is read
 * @param maxBytes about how many payload bytes to read
 * @param modifiedSince where the source can filter: only records changed at or after this time
 * @param modifiedUntil where the source can filter: only records changed at or before this time
 * @param ids where the source can filter: only these external ids; empty for all
 * @param statuses where the source can filter: only records whose field {@code status} is one of
 *     these; empty for all
 */
public record ReadRequest(
    @Nullable String cursor,
    int maxRecords,
    long maxBytes,
    @Nullable Instant modifiedSince,
    @Nullable Instant modifiedUntil,
    List<String> ids,
    List<String> statuses) {

  public ReadRequest {
    ids = List.copyOf(ids);
    statuses = List.copyOf(statuses);
  }

  public ReadRequest(
      @Nullable String cursor,
      int maxRecords,
      long maxBytes,
      @Nullable Instant modifiedSince,
      List<String> ids) {
    this(cursor, maxRecords, maxBytes, modifiedSince, null, ids, List.of());
  }

  public static ReadRequest from(@Nullable String cursor, int maxRecords, long maxBytes) {
    return new ReadRequest(cursor, maxRecords, maxBytes, null, List.of());
  }

  /** The same from another place on. */
  public ReadRequest at(@Nullable String otherCursor) {
    return new ReadRequest(
        otherCursor, maxRecords, maxBytes, modifiedSince, modifiedUntil, ids, statuses);
  }

  public Optional<Instant> since() {
    return Optional.ofNullable(modifiedSince);
  }

  public Optional<Instant> until() {
    return Optional.ofNullable(modifiedUntil);
  }
}
