package dev.syncline.store.staging;

import java.sql.SQLException;
import java.util.UUID;
import org.springframework.jdbc.UncategorizedSQLException;

/** Writes what the source records of a window give besides their own records. */
public final class FurtherWriter {
  private static final int COLUMNS = 8;
  private static final byte[] YES = {1};
  private static final byte[] NO = {0};

  private final BinaryCopyWriter copy;

  FurtherWriter(BinaryCopyWriter copy) {
    this.copy = copy;
  }

  /**
   * A derived record.
   *
   * @param seq the source record's
   * @param type of its link to the source record's own record
   * @param recordId the id it gets should it be new
   */
  public void derived(
      int seq,
      String entity,
      String type,
      String externalId,
      UUID recordId,
      UUID hash,
      byte[] data) {
    begin(seq, YES, entity, type, externalId);
    copy.uuid(recordId);
    copy.uuid(hash);
    copy.jsonb(data);
  }

  /** The external id of a record of another entity, which the source record names. */
  public void reference(int seq, String entity, String type, String externalId) {
    begin(seq, NO, entity, type, externalId);
    copy.nothing();
    copy.nothing();
    copy.nothing();
  }

  private void begin(int seq, byte[] derived, String entity, String type, String externalId) {
    try {
      copy.row(COLUMNS);
    } catch (SQLException e) {
      throw new UncategorizedSQLException("copy", null, e);
    }
    copy.int32(seq);
    copy.blob(derived);
    copy.text(entity);
    copy.text(type);
    copy.text(externalId);
  }
}
