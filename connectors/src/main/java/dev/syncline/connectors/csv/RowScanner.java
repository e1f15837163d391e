package dev.syncline.connectors.csv;

import dev.syncline.connectors.files.Utf8;
import java.nio.charset.StandardCharsets;

/**
 * Splits one row into cells and writes it as JSON in the same pass. Most bytes mean nothing
 * special: they are passed over by a table and copied in runs. When the row goes on after the
 * buffer, the scan starts again with more of it.
 */
final class RowScanner {
  private static final byte PLAIN = 0;
  private static final byte ESCAPE = 1;
  private static final byte HIGH = 2;
  private static final byte QUOTE = 3;
  private static final byte DELIMITER = 4;
  private static final byte LINE_END = 5;

  private static final byte[] NEXT = "\",\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CLOSE = "\"}".getBytes(StandardCharsets.US_ASCII);

  private final byte[] delimiter;
  private final int quote;
  private final byte[] unquotedClass = new byte[256];
  private final byte[] quotedClass = new byte[256];
  private final JsonBuffer json = new JsonBuffer();

  private byte[] buf = {};
  private int end;
  private boolean eof;
  private int at;
  private int cells;
  private int lines;
  private int trouble;
  private int openQuote;

  RowScanner(CsvDialect dialect) {
    this.delimiter = dialect.delimiter();
    this.quote = dialect.quote();
    for (int c = 0; c < 256; c++) {
      byte kind = c >= 0x80 ? HIGH : c < 0x20 || c == '"' || c == '\\' ? ESCAPE : PLAIN;
      unquotedClass[c] = kind;
      quotedClass[c] = kind;
    }
    unquotedClass['\n'] = LINE_END;
    unquotedClass['\r'] = LINE_END;
    unquotedClass[delimiter[0] & 0xFF] = DELIMITER;
    quotedClass['\n'] = LINE_END;
    quotedClass['\r'] = LINE_END;
    if (quote >= 0) {
      quotedClass[quote] = QUOTE;
    }
  }

  /** The row's JSON after {@link RowResult#ROW}. */
  JsonBuffer json() {
    return json;
  }

  /** The index after the row. */
  int next() {
    return at;
  }

  int cells() {
    return cells;
  }

  /** How many physical lines the row took. */
  int lines() {
    return lines;
  }

  /** The index of the first undecodable byte, or of the broken quote's opening. */
  int trouble() {
    return trouble;
  }

  /** The index at which the quoted cell opened that is still open; -1 outside one. */
  int openQuote() {
    return openQuote;
  }

  /** Scans the row at {@code from}; {@code before} holds what to write before each cell. */
  RowResult scan(byte[] bytes, int from, int to, boolean atEnd, byte[][] before) {
    buf = bytes;
    end = to;
    eof = atEnd;
    at = from;
    cells = 0;
    lines = 1;
    trouble = -1;
    openQuote = -1;
    if (at == end) {
      return eof ? RowResult.END : RowResult.MORE;
    }
    if (buf[at] == '\n' || buf[at] == '\r') {
      return passLineEnd() ? RowResult.BLANK : RowResult.MORE;
    }
    json.clear();
    for (; ; ) {
      json.raw(cells < before.length ? before[cells] : NEXT);
      cells++;
      boolean quoted = at < end && buf[at] == quote && quote >= 0;
      RowResult result = quoted ? quotedCell() : unquotedCell();
      if (result != RowResult.ROW) {
        return result;
      }
      if (at == end) {
        return row();
      }
      if (unquotedClass[buf[at] & 0xFF] == LINE_END) {
        return passLineEnd() ? row() : RowResult.MORE;
      }
      at += delimiter.length;
    }
  }

  private RowResult row() {
    json.raw(CLOSE);
    return trouble < 0 ? RowResult.ROW : RowResult.UNDECODABLE;
  }

  /** Copies a cell; ROW when it is complete and {@code at} stands at what ends it. */
  private RowResult unquotedCell() {
    int run = at;
    int i = at;
    byte[] bytes = buf;
    int to = end;
    byte[] kinds = unquotedClass;
    for (; ; ) {
      while (i < to && kinds[bytes[i] & 0xFF] == PLAIN) {
        i++;
      }
      if (i == to) {
        json.raw(bytes, run, i);
        at = i;
        return eof ? RowResult.ROW : RowResult.MORE;
      }
      byte kind = kinds[bytes[i] & 0xFF];
      if (kind == DELIMITER) {
        int matched = delimiterAt(i);
        if (matched < 0) {
          return RowResult.MORE;
        }
        kind = matched > 0 ? DELIMITER : bytes[i] < 0 ? HIGH : needsEscape(bytes[i]);
      }
      switch (kind) {
        case DELIMITER, LINE_END -> {
          json.raw(bytes, run, i);
          at = i;
          return RowResult.ROW;
        }
        case HIGH -> {
          int length = character(i);
          if (length < 0) {
            return RowResult.MORE;
          }
          i += length;
        }
        case ESCAPE -> {
          json.raw(bytes, run, i);
          json.escaped(bytes[i]);
          run = ++i;
        }
        default -> i++;
      }
    }
  }

  private RowResult quotedCell() {
    openQuote = at;
    int i = at + 1;
    int run = i;
    byte[] bytes = buf;
    byte[] kinds = quotedClass;
    for (; ; ) {
      while (i < end && kinds[bytes[i] & 0xFF] == PLAIN) {
        i++;
      }
      if (i == end) {
        return eof ? broken() : RowResult.MORE;
      }
      switch (kinds[bytes[i] & 0xFF]) {
        case QUOTE -> {
          json.raw(bytes, run, i);
          if (i + 1 == end && !eof) {
            return RowResult.MORE;
          }
          if (i + 1 == end || bytes[i + 1] != quote) {
            at = i + 1;
            return afterQuote();
          }
          if (quote == '"') {
            json.escaped((byte) quote);
          } else {
            json.raw(bytes, i, i + 1);
          }
          i += 2;
          run = i;
        }
        case HIGH -> {
          int length = character(i);
          if (length < 0) {
            return RowResult.MORE;
          }
          i += length;
        }
        case LINE_END -> {
          // A CR that a LF follows is no line of its own.
          if (bytes[i] == '\n' || (i + 1 < end && bytes[i + 1] != '\n')) {
            lines++;
          }
          json.raw(bytes, run, i);
          json.escaped(bytes[i]);
          run = ++i;
        }
        default -> {
          json.raw(bytes, run, i);
          json.escaped(bytes[i]);
          run = ++i;
        }
      }
    }
  }

  private RowResult afterQuote() {
    if (at < end && unquotedClass[buf[at] & 0xFF] != LINE_END) {
      int matched = delimiterAt(at);
      if (matched <= 0) {
        return matched < 0 ? RowResult.MORE : broken();
      }
    }
    openQuote = -1;
    return RowResult.ROW;
  }

  private RowResult broken() {
    trouble = openQuote;
    return RowResult.BROKEN_QUOTE;
  }

  /** The length of the character at {@code i}; -1 where the buffer cuts it off. */
  private int character(int i) {
    int length = Utf8.length(buf, i, end);
    if (length > 0) {
      return length;
    }
    if (length < 0 && !eof) {
      return -1;
    }
    if (trouble < 0) {
      trouble = i;
    }
    return 1;
  }

  private static byte needsEscape(byte character) {
    return character < 0x20 || character == '"' || character == '\\' ? ESCAPE : PLAIN;
  }

  /** 1 where a delimiter stands, 0 where none does, -1 where the buffer ends too early. */
  private int delimiterAt(int i) {
    for (int k = 0; k < delimiter.length; k++) {
      if (i + k == end) {
        return eof ? 0 : -1;
      }
      if (buf[i + k] != delimiter[k]) {
        return 0;
      }
    }
    return 1;
  }

  private boolean passLineEnd() {
    if (buf[at] == '\n') {
      at++;
      return true;
    }
    if (at + 1 == end && !eof) {
      return false;
    }
    at += at + 1 < end && buf[at + 1] == '\n' ? 2 : 1;
    return true;
  }
}
