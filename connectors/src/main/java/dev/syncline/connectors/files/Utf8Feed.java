package dev.syncline.connectors.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file that is UTF-8 already. */
final class Utf8Feed implements ByteFeed {
  private final FileChannel channel;
  private long base;
  private long next;

  Utf8Feed(FileChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = channel.read(ByteBuffer.wrap(into, offset, length), next);
    next += Math.max(count, 0);
    return count;
  }

  @Override
  public FilePosition position(long fed) {
    return new FilePosition(base + fed, 0);
  }

  @Override
  public void seek(FilePosition position) {
    base = position.offset();
    next = base;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
