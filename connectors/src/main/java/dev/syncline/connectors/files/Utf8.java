package dev.syncline.connectors.files;

import java.nio.charset.StandardCharsets;

/** Well-formed UTF-8 (Unicode 15, table 3-7). */
public final class Utf8 {
  private Utf8() {}

  /** The length of the character at {@code i}, 0 where it is malformed, -1 where it is cut off. */
  public static int length(byte[] b, int i, int end) {
    int lead = b[i] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0) {
      return 0;
    }
    for (int k = 1; k < length; k++) {
      if (i + k >= end) {
        return -1;
      }
      int next = b[i + k] & 0xFF;
      int low = k > 1 ? 0x80 : lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
      int high = k > 1 ? 0xBF : lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
      if (next < low || next > high) {
        return 0;
      }
    }
    return length;
  }

  /** The first malformed byte of a complete text, or -1. */
  public static int firstMalformed(byte[] b, int from, int to) {
    int i = from;
    while (i < to) {
      if (b[i] >= 0) {
        i++;
        continue;
      }
      int length = length(b, i, to);
      if (length <= 0) {
        return i;
      }
      i += length;
    }
    return -1;
  }

  /** The column, from 1 and in characters, of the byte {@code at} of a line. */
  public static int column(byte[] b, int lineStart, int at) {
    String before = new String(b, lineStart, at - lineStart, StandardCharsets.UTF_8);
    return before.codePointCount(0, before.length()) + 1;
  }
}
