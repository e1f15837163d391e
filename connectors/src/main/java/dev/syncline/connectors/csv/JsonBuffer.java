package dev.syncline.connectors.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds a row's JSON in a buffer that is used again for the next row. */
final class JsonBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[4096];
  private int length;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  void raw(byte[] from, int start, int end) {
    int count = end - start;
    reserve(count);
    System.arraycopy(from, start, bytes, length, count);
    length += count;
  }

  void raw(byte[] all) {
    raw(all, 0, all.length);
  }

  /** A character that cannot stand in a JSON string as it is. */
  void escaped(byte character) {
    reserve(6);
    bytes[length++] = '\\';
    switch (character) {
      case '"', '\\' -> bytes[length++] = character;
      case '\n' -> bytes[length++] = 'n';
      case '\r' -> bytes[length++] = 'r';
      case '\t' -> bytes[length++] = 't';
      default -> {
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEX[character >> 4];
        bytes[length++] = HEX[character & 0xF];
      }
    }
  }

  private void reserve(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
  }
}
