package dev.syncline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** How long ten rows of one tenant take: alone, and beside many large runs of another. */
public final class FairnessBench {
  private static final int ROWS = 10;
  private static final int LARGE_RUNS = 47;
  private static final int WARM_UPS = 3;

  /** The large runs are watched for this long at least. */
  private static final long MEANWHILE_MILLIS = 40_000;

  private FairnessBench() {}

  /** See bench/README.md. */
  public static void main(String[] words) throws Exception {
    Options options = Options.parse(words);
    int large = options.sizes().get(0);
    People.write(options.work().resolve("large.csv"), large, false);
    People.write(options.work().resolve("few.csv"), ROWS, false);
    Path one = options.work().resolve("large.yaml");
    Path other = options.work().resolve("few.yaml");
    Files.writeString(one, syncFile("large", LARGE_RUNS, large));
    Files.writeString(other, syncFile("few", WARM_UPS + 2 * options.repeats(), large));
    try (Product product = Product.start(options, one, other);
        Histories histories = new Histories(product.engineAddress())) {
      System.out.println(product.engine());
      new Few(product, histories, 0).show("warming up", WARM_UPS);
      double alone = new Few(product, histories, WARM_UPS).show("alone", options.repeats());
      for (int i = 0; i < LARGE_RUNS; i++) {
        product.start("large", "large_" + i);
      }
      long begun = System.nanoTime();
      double beside =
          new Few(product, histories, WARM_UPS + options.repeats())
              .show("beside", options.repeats());
      Thread.sleep(Math.max(0, MEANWHILE_MILLIS - (System.nanoTime() - begun) / 1_000_000));
      long saved = saved(product);
      System.out.printf(
          Locale.ROOT,
          "beside / alone %.1f; meanwhile %,d rows a second of the other tenant%n",
          beside / alone,
          saved * 1_000_000_000L / (System.nanoTime() - begun));
      if (open(product) < LARGE_RUNS / 2) {
        throw new IllegalStateException("the large runs were over too soon; give more --sizes");
      }
    }
  }

  /** The runs of the tenant that has few rows, each into an entity of its own. */
  private record Few(Product product, Histories histories, int first) {

    /** Runs that many, one after the other; the median of their milliseconds. */
    double show(String when, int times) throws IOException, InterruptedException {
      List<Double> millis = new ArrayList<>();
      List<String> waits = new ArrayList<>();
      for (int i = first; i < first + times; i++) {
        long begun = System.nanoTime();
        JsonNode run = product.sync("few", "few_" + i);
        millis.add((System.nanoTime() - begun) / 1e6);
        if (run.path("results").path("created").asInt() != ROWS) {
          throw new IllegalStateException("not created: " + run);
        }
        waits.add(histories.waits(run.path("workflow_id").asString()));
      }
      millis.sort(null);
      double median = millis.get(millis.size() / 2);
      System.out.printf(
          Locale.ROOT,
          "%-12s %d rows in %,.0f ms (median of %d; %,.0f to %,.0f)  %s%n",
          when,
          ROWS,
          median,
          times,
          millis.get(0),
          millis.get(times - 1),
          waits.get(times / 2));
      return median;
    }
  }

  private static long saved(Product product) throws IOException, SQLException {
    return count(
        product, "select coalesce(sum(fetched), 0) from syncline.run where tenant='large'");
  }

  private static long open(Product product) throws IOException, SQLException {
    return count(
        product,
        "select count(*) from syncline.run where tenant='large' and status in ('queued','running')");
  }

  private static long count(Product product, String sql) throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection(product.jdbcUrl());
        ResultSet row = connection.createStatement().executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static String syncFile(String tenant, int tasks, int rows) {
    StringBuilder text =
        new StringBuilder(
            """
            version: 1
            tenant: %1$s
            connections:
              people: { connector: csv, settings: { path: %1$s.csv } }
            tasks:
            """
                .formatted(tenant));
    String fields = String.join(", ", People.COPIED.stream().map(f -> f + ": " + f).toList());
    for (int i = 0; i < tasks; i++) {
      text.append(
          """
            %1$s_%2$d:
              entity: %1$s_%2$d
              source: { connection: people }
              key: id
              fields: { %3$s }
          """
              .formatted(tenant, i, fields));
    }
    return text.toString();
  }
}
