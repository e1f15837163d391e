package dev.syncline.activities.mapping;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes values in one form only: keys sorted by UTF-16 units, absent values left out of objects,
 * plain numbers, no blanks, UTF-8. Refuses what PostgreSQL's jsonb cannot hold: NUL characters and
 * lone surrogates.
 */
final class CanonicalJson {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int KEPT = 1 << 20;

  private byte[] bytes = new byte[1024];
  private int length;

  void reset() {
    length = 0;
    if (bytes.length > KEPT) {
      bytes = new byte[1024];
    }
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  void raw(byte[] more) {
    ensure(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  void raw(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
  }

  void value(@Nullable Object value) throws MappingRefused {
    if (value instanceof String text) {
      string(text);
    } else if (value instanceof Long number) {
      ascii(Long.toString(number));
    } else if (value instanceof BigDecimal number) {
      ascii(Values.plain(number));
    } else if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof List<?> list) {
      array(list);
    } else {
      ascii(String.valueOf(value));
    }
  }

  private void object(Map<?, ?> map) throws MappingRefused {
    raw('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : new TreeMap<Object, @Nullable Object>(map).entrySet()) {
      if (entry.getValue() == null) {
        continue;
      }
      if (!first) {
        raw(',');
      }
      first = false;
      string((String) entry.getKey());
      raw(':');
      value(entry.getValue());
    }
    raw('}');
  }

  private void array(List<?> list) throws MappingRefused {
    raw('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        raw(',');
      }
      value(list.get(i));
    }
    raw(']');
  }

  @SuppressWarnings("deprecation")
  private void ascii(String text) {
    ensure(text.length());
    text.getBytes(0, text.length(), bytes, length);
    length += text.length();
  }

  void string(String text) throws MappingRefused {
    int size = text.length();
    ensure(size + 2);
    bytes[length++] = '"';
    for (int i = 0; i < size; i++) {
      char c = text.charAt(i);
      if (c < 0x80 && c >= 0x20 && c != '"' && c != '\\') {
        bytes[length++] = (byte) c;
      } else {
        ensure(6 + size - i + 1);
        i = special(text, i, c);
      }
    }
    bytes[length++] = '"';
  }

  /** Writes one character that is not plain ASCII; answers the index of its last unit. */
  private int special(String text, int i, char c) throws MappingRefused {
    if (c < 0x80) {
      escape(c);
    } else if (c < 0x800) {
      bytes[length++] = (byte) (0xC0 | c >> 6);
      bytes[length++] = (byte) (0x80 | c & 0x3F);
    } else if (!Character.isSurrogate(c)) {
      bytes[length++] = (byte) (0xE0 | c >> 12);
      bytes[length++] = (byte) (0x80 | c >> 6 & 0x3F);
      bytes[length++] = (byte) (0x80 | c & 0x3F);
    } else {
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (!pair) {
        throw MappingRefused.of(
            MappingRefused.BAD_VALUE, "half a character (a lone surrogate) stands in the text");
      }
      int point = Character.toCodePoint(c, text.charAt(i + 1));
      bytes[length++] = (byte) (0xF0 | point >> 18);
      bytes[length++] = (byte) (0x80 | point >> 12 & 0x3F);
      bytes[length++] = (byte) (0x80 | point >> 6 & 0x3F);
      bytes[length++] = (byte) (0x80 | point & 0x3F);
      return i + 1;
    }
    return i;
  }

  private void escape(char c) throws MappingRefused {
    bytes[length++] = '\\';
    switch (c) {
      case 0 ->
          throw MappingRefused.of(MappingRefused.BAD_VALUE, "a NUL character stands in the text");
      case '"', '\\' -> bytes[length++] = (byte) c;
      case '\b' -> bytes[length++] = 'b';
      case '\f' -> bytes[length++] = 'f';
      case '\n' -> bytes[length++] = 'n';
      case '\r' -> bytes[length++] = 'r';
      case '\t' -> bytes[length++] = 't';
      default -> {
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEX[c >> 4];
        bytes[length++] = HEX[c & 0xF];
      }
    }
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }
}
