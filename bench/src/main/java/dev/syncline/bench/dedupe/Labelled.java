package dev.syncline.bench.dedupe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Files with known duplicates.
 *
 * @param key the column with the external id
 * @param truth which thing each row is, by file and external id; rows it leaves out count nowhere
 */
record Labelled(
    String name,
    String preset,
    List<Path> files,
    char delimiter,
    String key,
    Map<String, String> truth) {

  static List<Labelled> in(Path folder) throws IOException {
    return List.of(
        febrl(folder, "febrl1"),
        febrl(folder, "febrl2"),
        fake(folder),
        two(folder, "restaurants", "place", "rest1", "rest2", '|', true),
        two(folder, "products", "product", "amazon", "gp", '#', false));
  }

  private static Labelled febrl(Path folder, String name) throws IOException {
    Path file = folder.resolve(name + ".csv");
    Map<String, String> truth = new HashMap<>();
    for (Map<String, String> row : rows(file, ',')) {
      truth.put("0/" + row.get("rec_id"), row.get("rec_id").split("-")[1]);
    }
    return new Labelled(name, "person", List.of(file), ',', "rec_id", truth);
  }

  private static Labelled fake(Path folder) throws IOException {
    Path file = folder.resolve("fake_1000.csv");
    Map<String, String> truth = new HashMap<>();
    for (Map<String, String> row : rows(file, ',')) {
      truth.put("0/" + row.get("unique_id"), row.get("cluster"));
    }
    return new Labelled("fake_1000", "person", List.of(file), ',', "unique_id", truth);
  }

  /** The guides' truth is not complete, so that only the rows it lists count there. */
  private static Labelled two(
      Path folder,
      String name,
      String preset,
      String left,
      String right,
      char delimiter,
      boolean listedOnly)
      throws IOException {
    Path at = folder.resolve(name);
    List<Path> files = List.of(at.resolve(left + ".csv"), at.resolve(right + ".csv"));
    Map<String, String> truth = new HashMap<>();
    for (int file = 0; file < 2 && !listedOnly; file++) {
      for (Map<String, String> row : rows(files.get(file), delimiter)) {
        truth.put(file + "/" + row.get("id"), file + "/" + row.get("id"));
      }
    }
    List<Map<String, String>> ones = rows(files.get(0), delimiter);
    List<Map<String, String>> others = rows(files.get(1), delimiter);
    for (Map<String, String> pair : rows(at.resolve("gt.csv"), delimiter)) {
      String one = ones.get(Integer.parseInt(pair.get("D1"))).get("id");
      String other = others.get(Integer.parseInt(pair.get("D2"))).get("id");
      truth.put("0/" + one, "0/" + one);
      truth.put("1/" + other, "0/" + one);
    }
    return new Labelled(name, preset, files, delimiter, "id", truth);
  }

  /** A sync file that takes every field over as it is, under the local part of its name. */
  String syncFile() throws IOException {
    StringBuilder connections = new StringBuilder("version: 1\nconnections:\n");
    StringBuilder tasks = new StringBuilder("tasks:\n");
    for (int i = 0; i < files.size(); i++) {
      connections.append(
          "  c%d: { connector: csv, settings: { path: '%s', delimiter: '%s' } }%n"
              .formatted(i, files.get(i).toAbsolutePath().normalize(), delimiter));
      String fields =
          rows(files.get(i), delimiter).get(0).keySet().stream()
              .filter(field -> !field.equals("cluster"))
              .map(field -> "      " + field.replaceAll(".*#", "") + ": \"" + field + "\"\n")
              .collect(Collectors.joining());
      tasks.append(
          """
            t%d:
              entity: things
              source: { connection: c%d }
              key: %s
              dedupe: { preset: %s }
              fields:
          %s"""
              .formatted(i, i, key, preset, fields));
    }
    return connections.append(tasks).toString();
  }

  private static List<Map<String, String>> rows(Path file, char delimiter) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    List<String> header = List.of();
    for (String line : Files.readAllLines(file)) {
      List<String> cells =
          List.of(line.split(java.util.regex.Pattern.quote("" + delimiter), -1)).stream()
              .map(String::strip)
              .toList();
      if (header.isEmpty()) {
        header = cells;
        continue;
      }
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < header.size() && i < cells.size(); i++) {
        row.put(header.get(i), cells.get(i));
      }
      rows.add(row);
    }
    return rows;
  }
}
