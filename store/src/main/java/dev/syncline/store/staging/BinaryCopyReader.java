package dev.syncline.store.staging;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;

/**
 * Reads rows in PostgreSQL's binary COPY format; the counterpart of {@link BinaryCopyWriter}. The
 * server sends one message a row, the header before the first one.
 */
final class BinaryCopyReader {
  private static final int HEADER_FIXED = 11 + 4;

  private final CopyOut copy;
  private boolean begun;
  private @Nullable ByteBuffer row;

  BinaryCopyReader(CopyOut copy) {
    this.copy = copy;
  }

  /** Moves to the next row; false at the end. */
  boolean next() throws SQLException {
    byte[] message = copy.readFromCopy();
    if (message == null) {
      return false;
    }
    ByteBuffer data = ByteBuffer.wrap(message);
    if (!begun) {
      begun = true;
      data.position(HEADER_FIXED);
      int extension = data.getInt();
      data.position(data.position() + extension);
      if (!data.hasRemaining()) {
        row = null;
        return next();
      }
    }
    if (data.getShort() < 0) {
      while (copy.readFromCopy() != null) {
        // nothing follows the trailer; reading on ends the COPY
      }
      return false;
    }
    row = data;
    return true;
  }

  /**
   * Reads past what is left, at most a window: the connection is of no use before, and a request to
   * cancel may come late and hit the statement after this one.
   */
  void abandon() {
    try {
      while (copy.isActive() && copy.readFromCopy() != null) {
        // nobody wants it any more
      }
    } catch (SQLException e) {
      // the transaction is rolled back in any case; the first trouble is the one to report
    }
  }

  private ByteBuffer row() {
    if (row == null) {
      throw new IllegalStateException("no row");
    }
    return row;
  }

  int int32() {
    row().getInt();
    return row().getInt();
  }

  @Nullable String text() {
    byte[] bytes = blob();
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  @Nullable UUID uuid() {
    int length = row().getInt();
    return length < 0 ? null : new UUID(row().getLong(), row().getLong());
  }

  byte @Nullable [] blob() {
    int length = row().getInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    row().get(bytes);
    return bytes;
  }

  /** The next field's place in {@link #array}; its length, or -1 for null. */
  int skip() {
    int length = row().getInt();
    offset = row().position();
    if (length > 0) {
      row().position(offset + length);
    }
    return length;
  }

  private int offset;

  int offset() {
    return offset;
  }

  byte[] array() {
    return row().array();
  }
}
