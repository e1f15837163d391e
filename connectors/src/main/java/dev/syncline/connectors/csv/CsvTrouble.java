package dev.syncline.connectors.csv;

import dev.syncline.connectors.files.TextWindow;
import dev.syncline.connectors.files.Utf8;
import dev.syncline.connectors.spi.RecordSink;

/** Sets a bad row aside and finds the line at which reading goes on. */
final class CsvTrouble {
  private static final int PAYLOAD = 64 << 10;
  private static final int LONG_PAYLOAD = 8 << 10;

  private final TextWindow window;
  private final RowScanner scanner;

  CsvTrouble(TextWindow window, RowScanner scanner) {
    this.window = window;
    this.scanner = scanner;
  }

  /** How much was passed over. */
  record Passed(long lines, long bytes) {}

  Passed report(RowResult result, long line, int expected, RecordSink sink) {
    String where = window.file().name() + ":" + line;
    String message = message(result, line, expected);
    int start = window.start();
    if (result == RowResult.MORE && !quoteOpenOverLines()) {
      String payload = window.text(start, window.end(), LONG_PAYLOAD);
      Passed passed = pass(result);
      sink.bad(null, payload, where, "TOO_LARGE", message);
      return passed;
    }
    String code =
        switch (result) {
          case UNDECODABLE -> "WRONG_ENCODING";
          case BROKEN_QUOTE, MORE -> "BROKEN_QUOTE";
          default -> "BAD_ROW";
        };
    Passed passed = pass(result);
    sink.bad(null, window.text(start, window.start(), PAYLOAD), where, code, message);
    return passed;
  }

  /** Consumes the bad row. */
  Passed pass(RowResult result) {
    int start = window.start();
    if (result == RowResult.MORE && !quoteOpenOverLines()) {
      return new Passed(1, window.skipLine());
    }
    if (result == RowResult.ROW || result == RowResult.UNDECODABLE) {
      window.consume(scanner.next());
      return new Passed(scanner.lines(), window.start() - start);
    }
    // A broken quote swallows what follows it: only the line on which it opened is set aside.
    int quote = result == RowResult.MORE ? scanner.openQuote() : scanner.trouble();
    int next = window.lineEnd(quote);
    int lines = 1;
    for (int i = window.lineEnd(start); i >= 0 && i <= quote; i = window.lineEnd(i)) {
      lines++;
    }
    window.consume(next < 0 ? window.end() : next);
    return new Passed(lines, window.start() - start);
  }

  private boolean quoteOpenOverLines() {
    return scanner.openQuote() >= 0 && window.lineEnd(scanner.openQuote()) >= 0;
  }

  String message(RowResult result, long line, int expected) {
    return switch (result) {
      case UNDECODABLE -> undecodable(line);
      case BROKEN_QUOTE -> brokenQuote(line);
      case MORE -> quoteOpenOverLines() ? brokenQuote(line) : tooLarge(line);
      default ->
          "line %d has %d %s, %d expected; the row is set aside, not padded or cut: correct it, or check delimiter and quote"
              .formatted(line, scanner.cells(), scanner.cells() == 1 ? "cell" : "cells", expected);
    };
  }

  private String undecodable(long line) {
    int lineStart = window.start();
    long at = line;
    for (int i = window.lineEnd(lineStart);
        i >= 0 && i <= scanner.trouble();
        i = window.lineEnd(i)) {
      lineStart = i;
      at++;
    }
    return ("line %d, column %d holds bytes that are not %s; set `encoding:` to the one the file is"
            + " stored in, for example windows-1252")
        .formatted(
            at, Utf8.column(window.bytes(), lineStart, scanner.trouble()), window.charset().name());
  }

  private String brokenQuote(long line) {
    return ("line %d has a quoted cell that is not closed, or that goes on after its closing quote;"
            + " double the quotes inside a cell, or set `quote:`")
        .formatted(line);
  }

  private static String tooLarge(long line) {
    return "line %d is longer than %d MB, the most a record may have"
        .formatted(line, TextWindow.MAX_RECORD >> 20);
  }
}
