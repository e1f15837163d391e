package dev.syncline.store.staging;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;

/** Writes the rows of a window as they were read. */
public final class RawWriter {
  private static final int COLUMNS = 8;
  private static final byte[] NONE = {};

  private final BinaryCopyWriter copy;

  RawWriter(BinaryCopyWriter copy) {
    this.copy = copy;
  }

  /**
   * A record that could be read: one JSON object in UTF-8.
   *
   * @param digest what it is known by when it comes again, or null
   */
  public void record(
      byte[] json, int offset, int length, @Nullable String place, @Nullable UUID digest) {
    begin();
    copy.blob(json, offset, length);
    copy.text(place);
    copy.nothing();
    copy.nothing();
    copy.nothing();
    copy.uuid(digest);
    copy.bool(false);
  }

  /** A record that is known to be unchanged: nobody asks for its values. */
  public void known(String externalId) {
    begin();
    copy.blob(NONE);
    copy.nothing();
    copy.text(externalId);
    copy.nothing();
    copy.nothing();
    copy.nothing();
    copy.bool(true);
  }

  /** A record that could not be read. */
  public void bad(
      @Nullable String externalId, String payload, String place, String code, String message) {
    begin();
    copy.blob(payload.getBytes(StandardCharsets.UTF_8));
    copy.text(printable(place));
    copy.text(externalId == null ? null : printable(externalId));
    copy.text(code);
    copy.text(printable(message));
    copy.nothing();
    copy.bool(false);
  }

  /** PostgreSQL's text holds no NUL. */
  private static String printable(String text) {
    return text.replace('\0', '\uFFFD');
  }

  private void begin() {
    try {
      copy.row(COLUMNS);
    } catch (SQLException e) {
      throw new UncategorizedSQLException("copy", null, e);
    }
    copy.int32((int) copy.rows());
  }

  /** How many rows were written so far. */
  public long rows() {
    return copy.rows();
  }
}
