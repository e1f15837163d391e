package dev.syncline.connectors.postgres;

import static dev.syncline.connectors.postgres.CleanPostgres.config;
import static dev.syncline.connectors.postgres.CleanPostgres.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connectors.Collected;
import dev.syncline.connectors.Connections;
import dev.syncline.connectors.SourceContract;
import dev.syncline.connectors.spi.Page;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.SourceRequest;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(CleanPostgres.class)
class PostgresSourceTest extends SourceContract {
  @Override
  protected Source filled() throws SQLException {
    sql(
        """
        CREATE TABLE IF NOT EXISTS pairs (a int, b text, n int, PRIMARY KEY (b, a));
        INSERT INTO pairs SELECT i % 3, 'k' || i / 3, i FROM generate_series(1, 20) i
        ON CONFLICT DO NOTHING
        """);
    return table("pairs");
  }

  @Override
  protected Source empty() throws SQLException {
    sql("CREATE TABLE empty (id int PRIMARY KEY)");
    return table("empty");
  }

  @Override
  protected void readMissing() {
    Collected.all(table("missing"));
  }

  @Test
  void aMissingTableIsToldWithTheNamesNearIt() throws SQLException {
    sql("CREATE TABLE orders (id int PRIMARY KEY); CREATE TABLE zebra (id int PRIMARY KEY)");

    assertThatThrownBy(() -> Collected.all(table("ordrs")))
        .hasMessage("table public.ordrs does not exist; nearest in schema 'public': orders, zebra");
  }

  @Test
  void everyTypeBecomesJsonWithoutLoss() throws SQLException {
    sql(
        """
        CREATE DOMAIN price AS numeric(30, 10);
        CREATE TYPE mood AS ENUM ('sad', 'glad');
        CREATE TABLE t (id bigint PRIMARY KEY, num numeric, dom price, f float8, b bool, d date,
          ts timestamp, tz timestamptz, j json, jb jsonb, arr text[], grid int[], u uuid, raw bytea,
          m mood, txt text, nothing text, nan numeric);
        INSERT INTO t VALUES (9223372036854775807, 12345678901234567890.12345678901234567890,
          '0.1000000000', 0.1, true, '2026-02-28', '2026-02-28 10:11:12.123456',
          '2026-02-28 10:11:12+02', '{"a": [1, 2.50]}', '{"b": null}', ARRAY['x', NULL, 'y,z'],
          '{{1,2},{3,4}}', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', decode(repeat('ff', 60), 'hex'),
          'glad', E'tab\\t "quote" \\\\ new\\nline €', NULL, 'NaN')
        """);
    Collected all = Collected.all(table("t"));
    JsonNode row = all.json(0);

    assertThat(all.records.get(0))
        .contains("\"num\":12345678901234567890.12345678901234567890")
        .contains("\"dom\":0.1000000000")
        .contains("\"id\":9223372036854775807");
    assertThat(row.get("f").asDouble()).isEqualTo(0.1);
    assertThat(row.get("b").isBoolean()).isTrue();
    assertThat(row.get("d").asString()).isEqualTo("2026-02-28");
    assertThat(row.get("ts").asString()).isEqualTo("2026-02-28T10:11:12.123456");
    assertThat(row.get("tz").asString()).isEqualTo("2026-02-28T08:11:12+00:00");
    assertThat(row.get("j")).isEqualTo(JsonMapper.shared().readTree("{\"a\":[1,2.50]}"));
    assertThat(row.get("jb").get("b").isNull()).isTrue();
    assertThat(row.get("arr").toString()).isEqualTo("[\"x\",null,\"y,z\"]");
    assertThat(row.get("grid").toString()).isEqualTo("[[1,2],[3,4]]");
    assertThat(row.get("u").asString()).isEqualTo("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
    assertThat(row.get("raw").asString()).isEqualTo("/".repeat(80));
    assertThat(row.get("m").asString()).isEqualTo("glad");
    assertThat(row.get("txt").asString()).isEqualTo("tab\t \"quote\" \\ new\nline €");
    assertThat(row.get("nothing").isNull()).isTrue();
    assertThat(row.get("nan").asString()).isEqualTo("NaN");
  }

  @Test
  void theKeyIsThePrimaryKeyElseAUniqueIndexWithoutNulls() throws SQLException {
    sql(
        """
        CREATE TABLE p (x int, a text, b int, UNIQUE (x), PRIMARY KEY (b, a));
        CREATE TABLE u (x int UNIQUE, y int NOT NULL UNIQUE);
        """);

    assertThat(table("p").defaultKey()).containsExactly("b", "a");
    assertThat(table("u").defaultKey()).containsExactly("y");
  }

  @Test
  void withoutAKeyTheTaskMustNameOneAndNoRowIsLostBetweenSteps() throws SQLException {
    sql(
        """
        CREATE TABLE t (k int, n int);
        INSERT INTO t SELECT i / 5, i FROM generate_series(1, 20) i;
        INSERT INTO t SELECT NULL, i FROM generate_series(21, 25) i
        """);

    assertThatThrownBy(() -> Collected.all(table("t")))
        .hasMessageContaining("table public.t has no primary key")
        .hasMessageContaining("k, n");
    for (int step : new int[] {1, 2, 3, 7, 100}) {
      Collected read =
          Collected.from(open(new SourceRequest("t", null, List.of("k"), null)), null, step);
      assertThat(read.values("n")).hasSize(25).doesNotHaveDuplicates();
    }
  }

  @Test
  void rowsWrittenMeanwhileNeitherShiftNorHideOthers() throws SQLException {
    sql("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t SELECT generate_series(2, 40, 2)");
    Collected read = new Collected();
    try (Source source = table("t")) {
      Page page = source.read(ReadRequest.from(null, 3, Long.MAX_VALUE), read);
      for (int i = 0; !page.done(); i++) {
        sql("DELETE FROM t WHERE id = " + read.values("id").get(i));
        sql("INSERT INTO t VALUES (" + (2 * i + 1) + ")");
        page = source.read(ReadRequest.from(page.cursor(), 3, Long.MAX_VALUE), read);
      }
      assertThat(source.mayShift()).isFalse();
    }
    assertThat(read.values("id")).doesNotHaveDuplicates().contains(evens());
  }

  private static String[] evens() {
    return java.util.stream.IntStream.rangeClosed(1, 20)
        .mapToObj(i -> String.valueOf(2 * i))
        .toArray(String[]::new);
  }

  @Test
  void aStepEndsAtItsByteLimit() throws SQLException {
    sql(
        "CREATE TABLE t (id int PRIMARY KEY, x text); INSERT INTO t SELECT i, repeat('x', 900) FROM generate_series(1, 50) i");
    Collected read = new Collected();
    try (Source source = table("t")) {
      Page page = source.read(ReadRequest.from(null, 1000, 5000), read);

      assertThat(read.records).hasSizeBetween(5, 7);
      assertThat(page.done()).isFalse();
      assertThat(page.total()).isEqualTo(50);
      assertThat(Collected.from(source, page.cursor(), 1000).records)
          .hasSize(50 - read.records.size());
    }
  }

  @Test
  void onlyRowsChangedSinceAreAskedFor() throws SQLException {
    sql(
        """
        CREATE TABLE t (id int PRIMARY KEY, at timestamptz, local timestamp, day date, words text);
        INSERT INTO t SELECT i, c, c, c, c::text FROM generate_series(1, 4) i,
          LATERAL (SELECT timestamptz '2026-01-01 00:00:00Z' + i * interval '1 day' AS c) x;
        INSERT INTO t VALUES (5)
        """);
    Instant since = Instant.parse("2026-01-04T00:00:00Z");

    for (String column : List.of("at", "local", "day")) {
      assertThat(since(column, since).values("id")).containsExactly("3", "4", "5");
    }
    assertThat(since("words", since).values("id")).as("no time: left to the filter").hasSize(5);
  }

  private static Collected since(String column, Instant since) {
    Collected read = new Collected();
    try (Source source = open(new SourceRequest("t", null, List.of(), column))) {
      source.read(new ReadRequest(null, 100, Long.MAX_VALUE, since, List.of()), read);
    }
    return read;
  }

  @Test
  void onlyRowsChangedUntilThenAreAskedForTheWholeDayOfADate() throws SQLException {
    sql(
        """
        CREATE TABLE t (id int PRIMARY KEY, at timestamptz, day date);
        INSERT INTO t SELECT i, c, c FROM generate_series(1, 4) i,
          LATERAL (SELECT timestamptz '2026-01-01 00:00:00Z' + i * interval '1 day' AS c) x;
        INSERT INTO t VALUES (5)
        """);
    Instant until = Instant.parse("2026-01-03T12:00:00Z");

    for (String column : List.of("at", "day")) {
      Collected read = new Collected();
      try (Source source = open(new SourceRequest("t", null, List.of(), column))) {
        source.read(new ReadRequest(null, 9, 9999, null, until, List.of(), List.of()), read);
      }
      assertThat(read.values("id")).as(column).containsExactly("1", "2", "5");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "varchar(9)", "mood", "jsonb"})
  void onlyRowsOfAStatusAreAskedForWhereItsTextIsTheRecords(String type) throws SQLException {
    sql(
        """
        CREATE TYPE mood AS ENUM ('open', 'it''s');
        CREATE TABLE t (id int PRIMARY KEY, status %s);
        INSERT INTO t VALUES (1, '%s'), (2, '%s'), (3, NULL)
        """
            .formatted(
                type,
                type.equals("jsonb") ? "\"open\"" : "open",
                type.equals("jsonb") ? "1" : "it''s"));
    Collected read = new Collected();
    try (Source source = table("t")) {
      List<String> asked = List.of("it's", "no such status");
      Page page = source.read(new ReadRequest(null, 9, 999, null, null, List.of(), asked), read);
      assertThat(page.total()).isEqualTo(read.records.size());
    }

    if (type.equals("jsonb")) {
      assertThat(read.records).as("left to whoever filters afterwards").hasSize(3);
    } else {
      assertThat(read.values("id")).containsExactly("2");
    }
  }

  @Test
  void singleRecordsAreReadByTheirIdsAndWhatIsNoIdNamesNone() throws SQLException {
    sql(
        """
        CREATE TABLE t (id int PRIMARY KEY, name text); INSERT INTO t VALUES (1, 'a'), (2, 'b');
        CREATE TABLE c (a text, b int, PRIMARY KEY (a, b)); INSERT INTO c VALUES ('x|y\\', 1), ('x', 2)
        """);
    Collected read = new Collected();
    table("t").get(List.of("2", "x'); DROP TABLE t; --", "9", "1"), read);
    Collected pairs = new Collected();
    table("c").get(List.of("x\\|y\\\\|1", "nothing", "x|2"), pairs);
    Collected byName = new Collected();
    open(new SourceRequest("t", null, List.of("name"), null)).get(List.of("b"), byName);

    assertThat(read.values("id")).containsExactlyInAnyOrder("1", "2");
    assertThat(pairs.values("b")).containsExactlyInAnyOrder("1", "2");
    assertThat(byName.values("id")).containsExactly("2");
  }

  @Test
  void aLostSessionIsUnavailableAndTheNextReadGoesOn() throws SQLException {
    sql("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1), (2)");
    try (Source source = table("t")) {
      Page page = source.read(ReadRequest.from(null, 1, Long.MAX_VALUE), new Collected());
      sql(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'syncline'");

      assertThatThrownBy(() -> Collected.from(source, page.cursor(), 1))
          .isInstanceOfSatisfying(
              SynclineException.class,
              e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE));
      assertThat(Collected.from(source, page.cursor(), 1).values("id")).containsExactly("2");
    }
  }

  @Test
  void viewsAndHostileNamesAreRead() throws SQLException {
    String hostile = "na\"me'; DROP TABLE x; --";
    String quoted = "\"" + hostile.replace("\"", "\"\"") + "\"";
    sql("CREATE TABLE base (" + quoted + " text PRIMARY KEY, \" blank \" int)");
    sql("INSERT INTO base VALUES ('a''b\\', 1), ('c', 2); CREATE VIEW v AS SELECT * FROM base");

    assertThat(Collected.from(table("base"), null, 1).values("blank")).containsExactly("1", "2");
    assertThat(
            Collected.from(open(new SourceRequest("v", null, List.of(hostile), null)), null, 1)
                .values(hostile))
        .containsExactly("a'b\\", "c");
  }

  private static Source table(String name) {
    return open(new SourceRequest(name, null));
  }

  private static Source open(SourceRequest request) {
    return new PostgresConnector().openSource(config(), request, Connections.CONTEXT);
  }
}
