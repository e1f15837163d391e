package dev.syncline.connectors.postgres;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/**
 * The rows of a COPY in the binary format (PostgreSQL manual, COPY, "Binary Format"): a version, a
 * JSON document and the key's texts. One row is held at a time.
 */
final class CopyRows {
  private static final int SIGNATURE = 11;
  private static final int BUFFER = 1 << 16;

  private final DataInputStream in;
  private byte[] json = new byte[1 << 12];
  private int length;
  private @Nullable String version;
  private List<@Nullable String> key = List.of();

  CopyRows(Connection connection, String copy) throws SQLException, IOException {
    PGConnection session = connection.unwrap(PGConnection.class);
    in = new DataInputStream(new BufferedInputStream(new PGCopyInputStream(session, copy), BUFFER));
    in.skipNBytes(SIGNATURE + 4);
    in.skipNBytes(in.readInt());
  }

  /** Goes to the next row; false, and the session is free again, where there is none. */
  boolean next() throws IOException {
    int fields = in.readShort();
    if (fields < 0) {
      if (in.read() >= 0) {
        throw new EOFException("something follows the end of the rows");
      }
      return false;
    }
    version = text();
    length = in.readInt();
    if (json.length < length) {
      json = Arrays.copyOf(json, Math.max(length, 2 * json.length));
    }
    in.readFully(json, 0, length);
    key = new ArrayList<>(fields - 2);
    for (int i = 2; i < fields; i++) {
      key.add(text());
    }
    return true;
  }

  private @Nullable String text() throws IOException {
    int size = in.readInt();
    return size < 0 ? null : new String(in.readNBytes(size), StandardCharsets.UTF_8);
  }

  @Nullable String version() {
    return version;
  }

  /** The document, up to {@link #length}; the next row overwrites it. */
  byte[] json() {
    return json;
  }

  int length() {
    return length;
  }

  List<@Nullable String> key() {
    return key;
  }
}
