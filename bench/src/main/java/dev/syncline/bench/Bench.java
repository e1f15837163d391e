package dev.syncline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Floor and product in turn, on the same files, in the same server, in one go. */
public final class Bench {
  private static final int WARM_UP = 100_000;

  private final Options options;
  private final Product product;
  private final Floor floor;
  private final Heap heap;
  private final Histories histories;

  private Bench(Options options, Product product, Floor floor, Heap heap, Histories histories) {
    this.options = options;
    this.product = product;
    this.floor = floor;
    this.heap = heap;
    this.histories = histories;
  }

  /** See bench/README.md for the options. */
  public static void main(String[] words) throws Exception {
    Options options = Options.parse(words);
    List<Integer> sizes = new ArrayList<>(options.sizes());
    sizes.add(WARM_UP);
    for (int rows : sizes) {
      People.write(file(options, rows, false), rows, false);
      People.write(file(options, rows, true), rows, true);
    }
    Path syncFile = options.work().resolve("bench.yaml");
    Files.writeString(syncFile, syncFile(options));
    try (Product product = Product.start(options, syncFile);
        Floor floor = Floor.open(product.jdbcUrl());
        Heap heap = Heap.of(product.pid());
        Histories histories = new Histories(product.engineAddress())) {
      new Bench(options, product, floor, heap, histories).run();
    }
  }

  private static Path file(Options options, int rows, boolean changed) {
    return options.work().resolve(rows + (changed ? "-changed" : "") + ".csv");
  }

  /** A task and entity for every first load that will be timed. */
  private static String syncFile(Options options) {
    StringBuilder text =
        new StringBuilder(
            "version: 1\nconnections:\n  crm:\n    connector: csv\n"
                + "    settings: { path: current.csv }\ntasks:\n");
    String fields = People.COPIED.stream().map(f -> f + ": " + f).collect(Collectors.joining(", "));
    for (String entity : entities(options)) {
      text.append(
          """
            %1$s:
              entity: %1$s
              source: { connection: crm }
              key: id
              modified: updated_at
              fields: { %2$s }
          """
              .formatted(entity, fields));
    }
    return text.toString();
  }

  private static List<String> entities(Options options) {
    List<String> names = new ArrayList<>(List.of("warm_up"));
    for (int rows : options.sizes()) {
      for (int i = 0; i < options.repeats(rows); i++) {
        names.add(entity(rows, i));
      }
    }
    return names;
  }

  private static String entity(int rows, int repeat) {
    return "people_" + rows + "_" + repeat;
  }

  private void run() throws Exception {
    System.out.printf(
        "engine: %s%njava %s, %d processors%n%n",
        product.engine(),
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors());
    for (Work work : Work.values()) {
      measure(work, WARM_UP, "warm_up");
    }
    Report report = new Report(System.out);
    report.head();
    for (int rows : options.sizes()) {
      Map<Work, List<Sample>> samples = new EnumMap<>(Work.class);
      for (int i = 0; i < options.repeats(rows); i++) {
        for (Work work : Work.values()) {
          samples
              .computeIfAbsent(work, each -> new ArrayList<>())
              .add(measure(work, rows, entity(rows, i)));
        }
        requireSameData(entity(rows, i));
      }
      samples.values().forEach(report::line);
    }
  }

  private Sample measure(Work work, int rows, String entity)
      throws IOException, SQLException, InterruptedException {
    Path file = file(options, rows, work == Work.CHANGED);
    Files.copy(file, options.work().resolve("current.csv"), StandardCopyOption.REPLACE_EXISTING);
    floor.settle();
    long floorMillis = floor.load(file, entity);
    floor.settle();
    heap.reset();
    JsonNode run = product.sync(entity);
    work.require(run, rows);
    return new Sample(
        rows,
        work,
        floorMillis,
        run.path("duration_ms").asLong(),
        histories.engineShare(run.path("workflow_id").asString()),
        heap.peak(),
        heap.retained());
  }

  private void requireSameData(String entity) throws SQLException {
    String wanted = floor.digest("floor", entity);
    String found = floor.digest("syncline", entity);
    if (!wanted.equals(found)) {
      throw new IllegalStateException(
          entity + " differs from the floor's: " + found + " in place of " + wanted);
    }
  }
}
