package dev.syncline.activities.dedupe.matching;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Data sets with known duplicates, every field taken over as it is. */
final class Datasets {
  private Datasets() {}

  /**
   * @param entities which thing each row is
   */
  record Labelled(String name, Preset preset, List<MatchRow> rows, List<String> entities) {}

  static Path folder() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      for (String place : List.of("shared/data", "../shared/data")) {
        Path data = at.resolve(place).normalize();
        if (Files.isDirectory(data)) {
          return data;
        }
      }
    }
    throw new IllegalStateException(
        "shared/data with the labelled files is not beside the checkout");
  }

  static Labelled febrl(String file) {
    List<MatchRow> rows = new ArrayList<>();
    List<String> entities = new ArrayList<>();
    for (Map<String, String> row : csv(folder().resolve(file), ',')) {
      entities.add(row.get("rec_id").split("-")[1]);
      rows.add(new MatchRow(0, row));
    }
    return new Labelled(file, Preset.PERSON, rows, entities);
  }

  static Labelled fake() {
    List<MatchRow> rows = new ArrayList<>();
    List<String> entities = new ArrayList<>();
    for (Map<String, String> row : csv(folder().resolve("fake_1000.csv"), ',')) {
      entities.add(row.remove("cluster"));
      rows.add(new MatchRow(0, row));
    }
    return new Labelled("fake_1000", Preset.PERSON, rows, entities);
  }

  static Labelled restaurants() {
    return two(
        "restaurants",
        Preset.PLACE,
        "restaurants/rest1.csv",
        "restaurants/rest2.csv",
        "restaurants/gt.csv",
        '|',
        true);
  }

  static Labelled products() {
    return two(
        "products",
        Preset.PRODUCT,
        "products/amazon.csv",
        "products/gp.csv",
        "products/gt.csv",
        '#',
        false);
  }

  private static Labelled two(
      String name,
      Preset preset,
      String left,
      String right,
      String truth,
      char delimiter,
      boolean localNames) {
    List<MatchRow> rows = new ArrayList<>();
    List<Map<String, String>> one = csv(folder().resolve(left), delimiter);
    List<Map<String, String>> two = csv(folder().resolve(right), delimiter);
    one.forEach(row -> rows.add(new MatchRow(0, named(row, localNames))));
    two.forEach(row -> rows.add(new MatchRow(1, named(row, localNames))));
    List<String> entities = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      entities.add("row " + i);
    }
    for (Map<String, String> pair : csv(folder().resolve(truth), delimiter)) {
      entities.set(
          one.size() + Integer.parseInt(pair.get("D2")), "row " + Integer.parseInt(pair.get("D1")));
    }
    return new Labelled(name, preset, rows, entities);
  }

  private static Map<String, String> named(Map<String, String> row, boolean local) {
    if (!local) {
      return row;
    }
    Map<String, String> named = new LinkedHashMap<>();
    row.forEach((key, value) -> named.put(key.substring(key.indexOf('#') + 1), value));
    return named;
  }

  static List<Map<String, String>> csv(Path file, char delimiter) {
    try {
      List<Map<String, String>> rows = new ArrayList<>();
      List<String> header = List.of();
      for (List<String> cells : cells(Files.readString(file), delimiter)) {
        if (header.isEmpty()) {
          header = cells.stream().map(String::strip).toList();
          continue;
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(header.size(), cells.size()); i++) {
          row.put(header.get(i), cells.get(i).strip());
        }
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<List<String>> cells(String text, char delimiter) {
    List<List<String>> lines = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else if (c == '"') {
          quoted = false;
        } else {
          cell.append(c);
        }
      } else if (c == '"' && cell.length() == 0) {
        quoted = true;
      } else if (c == delimiter || c == '\n') {
        cells.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          lines.add(cells);
          cells = new ArrayList<>();
        }
      } else if (c != '\r') {
        cell.append(c);
      }
    }
    if (cell.length() > 0 || !cells.isEmpty()) {
      cells.add(cell.toString());
      lines.add(cells);
    }
    return lines;
  }
}
