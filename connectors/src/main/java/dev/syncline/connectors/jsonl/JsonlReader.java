package dev.syncline.connectors.jsonl;

import dev.syncline.connectors.files.RecordReader;
import dev.syncline.connectors.files.TextWindow;
import dev.syncline.connectors.files.Utf8;
import dev.syncline.connectors.json.JsonObjects;
import dev.syncline.connectors.spi.RecordSink;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Reads one file line by line; a broken line is set aside and the next one follows. */
final class JsonlReader implements RecordReader {
  private static final int PAYLOAD = 64 << 10;
  private static final int LONG_PAYLOAD = 8 << 10;

  private final TextWindow window;
  private long line = 1;

  JsonlReader(TextWindow window) {
    this.window = window;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public void resumeAt(long resumed) {
    line = resumed;
  }

  @Override
  public int next(RecordSink sink) {
    for (; ; ) {
      int next = wholeLine();
      if (next < 0) {
        return tooLong(sink);
      }
      int start = window.start();
      if (next == start) {
        return END;
      }
      int end = next;
      while (end > start && blank(window.bytes()[end - 1])) {
        end--;
      }
      while (start < end && blank(window.bytes()[start])) {
        start++;
      }
      if (start < end) {
        take(start, end, sink);
      }
      int size = next - window.start();
      window.consume(next);
      line++;
      if (start < end) {
        return size;
      }
    }
  }

  /** The index after the next line, or -1 where it is longer than a record may be. */
  private int wholeLine() {
    int scanned = 0;
    for (; ; ) {
      byte[] bytes = window.bytes();
      for (int i = window.start() + scanned; i < window.end(); i++) {
        if (bytes[i] == '\n') {
          return i + 1;
        }
      }
      scanned = window.end() - window.start();
      if (!window.more()) {
        if (window.full()) {
          return -1;
        }
        if (window.atEnd()) {
          return window.end();
        }
      }
    }
  }

  private void take(int start, int end, RecordSink sink) {
    byte[] bytes = window.bytes();
    int malformed = Utf8.firstMalformed(bytes, start, end);
    if (malformed >= 0) {
      String message =
          ("line %d, column %d holds bytes that are not %s; set `encoding:` to the one the file is"
                  + " stored in, for example windows-1252")
              .formatted(
                  line, Utf8.column(bytes, window.start(), malformed), window.charset().name());
      bad(start, end, "WRONG_ENCODING", message, sink);
      return;
    }
    boolean clean;
    try (JsonParser parser = JsonMapper.shared().createParser(bytes, start, end - start)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        bad(start, end, "BAD_LINE", "line " + line + " is no JSON object", sink);
        return;
      }
      clean = JsonObjects.pass(parser);
      if (parser.nextToken() != null) {
        bad(start, end, "BAD_LINE", "line " + line + " holds more than one JSON value", sink);
        return;
      }
    } catch (JacksonException e) {
      String message =
          "line %d is broken JSON at column %d: %s"
              .formatted(line, column(e), e.getOriginalMessage());
      bad(start, end, "BAD_LINE", message, sink);
      return;
    }
    if (clean) {
      sink.record(bytes, start, end - start, line);
    } else {
      byte[] trimmed = JsonObjects.trimmed(bytes, start, end - start);
      sink.record(trimmed, 0, trimmed.length, line);
    }
  }

  private static int column(JacksonException e) {
    return e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
  }

  private void bad(int start, int end, String code, String message, RecordSink sink) {
    String payload = window.text(start, end, PAYLOAD);
    sink.bad(null, payload, window.file().name() + ":" + line, code, message);
  }

  private int tooLong(RecordSink sink) {
    String payload = window.text(window.start(), window.end(), LONG_PAYLOAD);
    String message =
        "line %d is longer than %d MB, the most a record may have"
            .formatted(line, TextWindow.MAX_RECORD >> 20);
    sink.bad(null, payload, window.file().name() + ":" + line, "TOO_LARGE", message);
    line++;
    return (int) Math.min(window.skipLine(), Integer.MAX_VALUE);
  }

  private static boolean blank(byte character) {
    return character == ' ' || character == '\t' || character == '\r' || character == '\n';
  }
}
