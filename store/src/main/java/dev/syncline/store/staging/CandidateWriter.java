package dev.syncline.store.staging;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;

/** Writes the candidates of a window: a row for each raw row, whatever became of it. */
public final class CandidateWriter {
  private static final int COLUMNS = 13;

  private static final byte[] MAPPED = {'M'};
  private static final byte[] REFUSED = {'F'};
  private static final byte[] UNREADABLE = {'B'};
  private static final byte[] FILTERED = {'X'};
  private static final byte[] OLD = {'O'};

  private final BinaryCopyWriter copy;

  CandidateWriter(BinaryCopyWriter copy) {
    this.copy = copy;
  }

  /**
   * A record that was mapped.
   *
   * @param recordId the id it gets should it be new
   * @param digest what its row is known by when it comes again, or null
   */
  public void mapped(
      int seq,
      String externalId,
      UUID recordId,
      UUID hash,
      @Nullable Instant modifiedAt,
      byte[] data,
      List<UUID> keys,
      @Nullable UUID digest) {
    begin(seq, MAPPED);
    copy.text(externalId);
    copy.uuid(recordId);
    copy.uuid(hash);
    copy.instant(modifiedAt);
    copy.jsonb(data);
    copy.uuids(keys);
    nothing(4);
    copy.uuid(digest);
  }

  /**
   * A record that is quarantined.
   *
   * @param readable whether it could be read and only its values were refused
   */
  public void failed(
      int seq,
      boolean readable,
      @Nullable String externalId,
      @Nullable String place,
      String code,
      String message,
      String payload) {
    begin(seq, readable ? REFUSED : UNREADABLE);
    copy.text(externalId);
    nothing(5);
    copy.text(place);
    copy.text(code);
    copy.text(message.replace('\0', '\uFFFD'));
    copy.text(payload.replace('\0', '\uFFFD'));
    copy.nothing();
  }

  /**
   * A record that the run's filters leave out.
   *
   * @param old whether only because it was read before: such records are counted, not listed
   */
  public void filtered(int seq, @Nullable String externalId, boolean old) {
    begin(seq, old ? OLD : FILTERED);
    copy.text(externalId);
    nothing(10);
  }

  private void nothing(int times) {
    for (int i = 0; i < times; i++) {
      copy.nothing();
    }
  }

  private void begin(int seq, byte[] state) {
    try {
      copy.row(COLUMNS);
    } catch (SQLException e) {
      throw new UncategorizedSQLException("copy", null, e);
    }
    copy.int32(seq);
    copy.blob(state);
  }
}
