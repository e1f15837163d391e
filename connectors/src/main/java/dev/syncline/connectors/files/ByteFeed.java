package dev.syncline.connectors.files;

import java.io.Closeable;
import java.io.IOException;

/** A file's content as UTF-8. Bytes that cannot be decoded come as {@code 0xFF}. */
interface ByteFeed extends Closeable {
  /** Reads up to {@code length} bytes; -1 at the end of the file. */
  int read(byte[] into, int offset, int length) throws IOException;

  /** The place in the file of the byte that came as number {@code fed} since the last seek. */
  FilePosition position(long fed);

  /** How long the open file is now. */
  long size() throws IOException;

  void seek(FilePosition position) throws IOException;
}
