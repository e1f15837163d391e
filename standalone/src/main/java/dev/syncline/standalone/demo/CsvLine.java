package dev.syncline.standalone.demo;

import java.util.List;
import java.util.stream.Collectors;

/** Cells as a line of CSV, quoted where they must be. */
final class CsvLine {
  private CsvLine() {}

  static String of(List<String> cells) {
    return cells.stream().map(CsvLine::cell).collect(Collectors.joining(","));
  }

  private static String cell(String text) {
    boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0;
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
