package dev.syncline.connectors.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayDeque;

/**
 * A file in another encoding, turned into UTF-8 chunk by chunk. It remembers where each chunk began
 * in the file, so that a place in the UTF-8 text has an address in the file.
 */
final class TranscodingFeed implements ByteFeed {
  private static final int CHUNK = 64 * 1024;
  private static final byte UNDECODABLE = (byte) 0xFF;

  /**
   * The chunk that begins at byte {@code offset} of the file gives the text from {@code fed} on.
   */
  private record Chunk(long fed, long offset) {}

  private final FileChannel channel;
  private final CharsetDecoder decoder;
  private final ByteBuffer raw = ByteBuffer.allocate(CHUNK).flip();
  private final CharBuffer chars = CharBuffer.allocate(CHUNK);
  private final byte[] text = new byte[3 * CHUNK + 8];
  private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
  private int textStart;
  private int textEnd;
  private long rawEnd;
  private long produced;
  private boolean ended;

  TranscodingFeed(FileChannel channel, Charset charset) {
    this.channel = channel;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (textStart == textEnd) {
      if (ended) {
        return -1;
      }
      decodeChunk();
    }
    int count = Math.min(length, textEnd - textStart);
    System.arraycopy(text, textStart, into, offset, count);
    textStart += count;
    return count;
  }

  private void decodeChunk() throws IOException {
    raw.compact();
    int count = channel.read(raw, rawEnd);
    rawEnd += Math.max(count, 0);
    raw.flip();
    ended = count < 0;
    chunks.addLast(new Chunk(produced, rawEnd - raw.remaining()));
    textStart = 0;
    textEnd = 0;
    CoderResult result;
    do {
      chars.clear();
      result = decoder.decode(raw, chars, ended);
      encode(chars.flip());
      if (result.isError()) {
        raw.position(raw.position() + result.length());
        text[textEnd++] = UNDECODABLE;
      }
    } while (result.isError());
    produced += textEnd;
  }

  private void encode(CharBuffer decoded) {
    while (decoded.hasRemaining()) {
      char c = decoded.get();
      if (c < 0x80) {
        text[textEnd++] = (byte) c;
      } else if (c < 0x800) {
        text[textEnd++] = (byte) (0xC0 | (c >> 6));
        text[textEnd++] = (byte) (0x80 | (c & 0x3F));
      } else if (Character.isHighSurrogate(c)) {
        int point = Character.toCodePoint(c, decoded.get());
        text[textEnd++] = (byte) (0xF0 | (point >> 18));
        text[textEnd++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        text[textEnd++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        text[textEnd++] = (byte) (0x80 | (point & 0x3F));
      } else {
        text[textEnd++] = (byte) (0xE0 | (c >> 12));
        text[textEnd++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        text[textEnd++] = (byte) (0x80 | (c & 0x3F));
      }
    }
  }

  @Override
  public FilePosition position(long fed) {
    Chunk chunk = new Chunk(0, rawEnd);
    while (!chunks.isEmpty() && chunks.getFirst().fed() <= fed) {
      chunk = chunks.removeFirst();
    }
    chunks.addFirst(chunk);
    return new FilePosition(chunk.offset(), (int) (fed - chunk.fed()));
  }

  @Override
  public void seek(FilePosition position) throws IOException {
    decoder.reset();
    raw.clear().flip();
    chunks.clear();
    textStart = 0;
    textEnd = 0;
    rawEnd = position.offset();
    produced = -position.skip();
    ended = false;
    int left = position.skip();
    byte[] passed = new byte[4096];
    while (left > 0) {
      int count = read(passed, 0, Math.min(left, passed.length));
      if (count < 0) {
        return;
      }
      left -= count;
    }
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
