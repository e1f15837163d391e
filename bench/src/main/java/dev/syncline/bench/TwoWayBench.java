package dev.syncline.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.postgresql.PGConnection;
import tools.jackson.databind.JsonNode;

/**
 * Runs that find nothing changed: of a two-way task over two tables, beside one-way runs over one
 * of them, and beside reading both tables and no more.
 */
public final class TwoWayBench {
  private static final List<String> COPIED = People.COPIED;

  private TwoWayBench() {}

  /** See bench/README.md. */
  public static void main(String[] words) throws Exception {
    Options options = Options.parse(words);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      Path syncFile = options.work().resolve("bench.yaml");
      String url = postgres.getJdbcUrl("postgres", "postgres").split("\\?", 2)[0];
      Files.writeString(syncFile, syncFile(url, options.sizes()));
      try (Connection database = postgres.getPostgresDatabase().getConnection()) {
        for (int rows : options.sizes()) {
          fill(database, options.work(), rows);
        }
        try (Product product = Product.start(options, syncFile)) {
          System.out.printf(
              "%-9s %14s %14s %14s %14s %9s %9s %9s  %s%n",
              "rows",
              "two-way",
              "one-way",
              "comparing",
              "reading both",
              "÷ one-way",
              "÷ compare",
              "÷ reading",
              "phases");
          for (int rows : options.sizes()) {
            measure(database, product, options, rows);
          }
        }
      }
    }
  }

  private static void measure(Connection database, Product product, Options options, int rows)
      throws IOException, InterruptedException, SQLException {
    require(product.sync("both_" + rows), "created", rows);
    require(product.sync("one_" + rows), "created", rows);
    // What the first run wrote is read once before it is known again.
    require(product.sync("both_" + rows), "created", 0);
    TwoWayFloor floor = TwoWayFloor.of(database, rows);
    double both = Double.MAX_VALUE;
    double one = Double.MAX_VALUE;
    double compared = Double.MAX_VALUE;
    double read = Double.MAX_VALUE;
    String phases = "";
    for (int i = 0; i < options.repeats(rows); i++) {
      JsonNode run = product.sync("both_" + rows);
      require(run, "created", 0);
      require(run, "updated", 0);
      if (run.path("duration_ms").asLong() < both) {
        both = run.path("duration_ms").asLong();
        phases = run.path("phase_ms").toString();
      }
      one = Math.min(one, product.sync("one_" + rows).path("duration_ms").asLong());
      compared = Math.min(compared, floor.compare());
      read = Math.min(read, floor.read());
    }
    System.out.printf(
        Locale.ROOT,
        "%,9d %,10.0f /s %,10.0f /s %,10.0f /s %,10.0f /s %9.2f %9.2f %9.2f  %s%n",
        rows,
        2_000.0 * rows / both,
        1_000.0 * rows / one,
        2_000.0 * rows / compared,
        2_000.0 * rows / read,
        2 * one / both,
        compared / both,
        read / both,
        phases);
  }

  private static void require(JsonNode run, String count, int rows) {
    if (run.path("results").path(count).asInt() != rows
        || !run.path("status").asString().equals("completed")) {
      throw new IllegalStateException(count + " is not " + rows + ": " + run);
    }
  }

  private static void fill(Connection database, Path work, int rows)
      throws SQLException, IOException {
    Path file = work.resolve(rows + ".csv");
    People.write(file, rows, false);
    try (Statement statement = database.createStatement()) {
      for (String table : List.of("shop_", "books_")) {
        statement.execute(
            "create table %s%d (id text primary key, %s text, updated_at timestamptz)"
                .formatted(table, rows, String.join(" text, ", COPIED)));
      }
    }
    try (var in = Files.newInputStream(file)) {
      database
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy shop_" + rows + " from stdin csv header", in);
    }
  }

  private static String syncFile(String url, List<Integer> sizes) {
    StringBuilder text =
        new StringBuilder(
            """
            version: 1
            connections:
              shop:
                connector: postgres
                settings: { url: "%1$s" }
                credentials: { username: postgres, password: "" }
              books:
                connector: postgres
                settings: { url: "%1$s" }
                credentials: { username: postgres, password: "" }
            tasks:
            """
                .formatted(url));
    String fields = String.join(", ", COPIED.stream().map(f -> f + ": " + f).toList());
    for (int rows : sizes) {
      text.append(
          """
            both_%1$d:
              entity: both_%1$d
              direction: two_way
              source: { connection: shop, resource: shop_%1$d }
              key: id
              modified: updated_at
              fields: { id: id, %2$s }
              deliver:
                - connection: books
                  resource: books_%1$d
                  key: id
                  modified: updated_at
                  match: { id: id }
                  fields: { id: id, %2$s }
            one_%1$d:
              entity: one_%1$d
              source: { connection: shop, resource: shop_%1$d }
              key: id
              modified: updated_at
              fields: { id: id, %2$s }
          """
              .formatted(rows, fields));
    }
    return text.toString();
  }
}
