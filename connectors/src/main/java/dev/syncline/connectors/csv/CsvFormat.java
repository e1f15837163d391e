package dev.syncline.connectors.csv;

import dev.syncline.connectors.files.FileFormat;
import dev.syncline.connectors.files.RecordReader;
import dev.syncline.connectors.files.TextWindow;
import java.util.List;

/** Delimited text of one dialect. */
record CsvFormat(CsvDialect dialect) implements FileFormat {

  @Override
  public List<String> extensions() {
    return List.of(".csv", ".tsv", ".txt");
  }

  @Override
  public RecordReader open(TextWindow window) {
    return new CsvReader(dialect, window);
  }
}
