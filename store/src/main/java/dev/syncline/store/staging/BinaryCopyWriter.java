package dev.syncline.store.staging;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows in PostgreSQL's binary COPY format: a header, then for each row the number of fields
 * and each field as its length and bytes, then -1. See "Binary Format" in PostgreSQL's
 * documentation of COPY.
 */
final class BinaryCopyWriter {
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final int FLUSH = 64 * 1024;
  private static final int UUID_OID = 2950;

  /** 2000-01-01T00:00:00Z, where PostgreSQL's time begins. */
  private static final long EPOCH_SECONDS = 946_684_800L;

  private final CopyIn copy;
  private byte[] buffer = new byte[FLUSH + 16 * 1024];
  private int size;
  private long rows;

  BinaryCopyWriter(CopyIn copy) {
    this.copy = copy;
    bytes(HEADER, 0, HEADER.length);
  }

  void row(int fields) throws SQLException {
    if (size >= FLUSH) {
      flush();
    }
    room(2);
    buffer[size++] = (byte) (fields >> 8);
    buffer[size++] = (byte) fields;
    rows++;
  }

  void nothing() {
    int32raw(-1);
  }

  void int32(int value) {
    int32raw(4);
    int32raw(value);
  }

  void bool(boolean value) {
    int32raw(1);
    room(1);
    buffer[size++] = (byte) (value ? 1 : 0);
  }

  void uuid(@Nullable UUID value) {
    if (value == null) {
      nothing();
      return;
    }
    int32raw(16);
    int64raw(value.getMostSignificantBits());
    int64raw(value.getLeastSignificantBits());
  }

  void instant(@Nullable Instant value) {
    if (value == null) {
      nothing();
      return;
    }
    int32raw(8);
    int64raw((value.getEpochSecond() - EPOCH_SECONDS) * 1_000_000 + value.getNano() / 1_000);
  }

  void text(@Nullable String value) {
    if (value == null) {
      nothing();
      return;
    }
    blob(value.getBytes(StandardCharsets.UTF_8));
  }

  void blob(byte[] value) {
    blob(value, 0, value.length);
  }

  void blob(byte[] value, int offset, int length) {
    int32raw(length);
    bytes(value, offset, length);
  }

  /** JSON text for a jsonb column: its format version, then the text. */
  void jsonb(byte[] json) {
    int32raw(json.length + 1);
    room(1);
    buffer[size++] = 1;
    bytes(json, 0, json.length);
  }

  /** A one-dimensional uuid[] array; null where it is empty. */
  void uuids(List<UUID> values) {
    if (values.isEmpty()) {
      nothing();
      return;
    }
    int32raw(20 + values.size() * 20);
    int32raw(1);
    int32raw(0);
    int32raw(UUID_OID);
    int32raw(values.size());
    int32raw(1);
    values.forEach(this::uuid);
  }

  private void int32raw(int value) {
    room(4);
    buffer[size++] = (byte) (value >> 24);
    buffer[size++] = (byte) (value >> 16);
    buffer[size++] = (byte) (value >> 8);
    buffer[size++] = (byte) value;
  }

  private void int64raw(long value) {
    int32raw((int) (value >> 32));
    int32raw((int) value);
  }

  private void bytes(byte[] value, int offset, int length) {
    room(length);
    System.arraycopy(value, offset, buffer, size, length);
    size += length;
  }

  private void room(int more) {
    if (size + more > buffer.length) {
      buffer = java.util.Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
    }
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer, 0, size);
    size = 0;
    if (buffer.length > 1024 * 1024) {
      buffer = new byte[FLUSH + 16 * 1024];
    }
  }

  /** Ends the COPY and returns how many rows it had. */
  long end() throws SQLException {
    room(2);
    buffer[size++] = (byte) 0xff;
    buffer[size++] = (byte) 0xff;
    flush();
    copy.endCopy();
    return rows;
  }

  /** Abandons the COPY after trouble. */
  void abandon() {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException e) {
      // the transaction is rolled back in any case; the first trouble is the one to report
    }
  }

  long rows() {
    return rows;
  }
}
