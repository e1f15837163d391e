package dev.syncline.connectors.csv;

import dev.syncline.connectors.files.RecordReader;
import dev.syncline.connectors.files.TextWindow;
import dev.syncline.connectors.spi.RecordSink;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;

/** Reads one file: its header, then row by row; a bad row is set aside and the next one follows. */
final class CsvReader implements RecordReader {
  private final TextWindow window;
  private final RowScanner scanner;
  private final CsvTrouble trouble;
  private Columns columns = Columns.UNKNOWN;
  private long line = 1;

  CsvReader(CsvDialect dialect, TextWindow window) {
    this.window = window;
    this.scanner = new RowScanner(dialect);
    this.trouble = new CsvTrouble(window, scanner);
    if (dialect.header()) {
      readHeader();
    } else {
      countColumns();
    }
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
    RowResult result = scan();
    if (result == RowResult.END) {
      return END;
    }
    if (result == RowResult.ROW && scanner.cells() == columns.count()) {
      JsonBuffer json = scanner.json();
      sink.record(json.bytes(), 0, json.length(), line);
      passRow();
      return json.length();
    }
    CsvTrouble.Passed passed = trouble.report(result, line, columns.count(), sink);
    line += passed.lines();
    return (int) Math.min(passed.bytes(), Integer.MAX_VALUE);
  }

  /** Scans the next row that is not blank, bringing in as much of the file as it takes. */
  private RowResult scan() {
    for (; ; ) {
      RowResult result =
          scanner.scan(
              window.bytes(), window.start(), window.end(), window.atEnd(), columns.before());
      if (result == RowResult.BLANK) {
        passRow();
      } else if (result != RowResult.MORE || (!window.more() && window.full())) {
        return result;
      }
    }
  }

  private void passRow() {
    window.consume(scanner.next());
    line += scanner.lines();
  }

  private void readHeader() {
    RowResult result = scan();
    if (result == RowResult.END) {
      return;
    }
    String file = window.file().name();
    if (result != RowResult.ROW) {
      throw SynclineException.of(
          Category.INVALID,
          "BAD_HEADER",
          "the header of '" + file + "' cannot be read: " + trouble.message(result, line, 0));
    }
    columns = Columns.named(Columns.cells(scanner.json()), file, line);
    passRow();
  }

  /** Without a header the first good row tells how many columns there are. */
  private void countColumns() {
    RowResult result = scan();
    while (result != RowResult.END && result != RowResult.ROW) {
      line += trouble.pass(result).lines();
      result = scan();
    }
    if (result == RowResult.ROW) {
      columns = Columns.numbered(scanner.cells());
    }
    window.rewind();
    line = 1;
  }
}
