package dev.syncline.connectors.postgres;

import static dev.syncline.connectors.postgres.CleanPostgres.config;
import static dev.syncline.connectors.postgres.CleanPostgres.rows;
import static dev.syncline.connectors.postgres.CleanPostgres.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connectors.Connections;
import dev.syncline.connectors.spi.Layout;
import dev.syncline.connectors.spi.Target;
import dev.syncline.connectors.spi.TargetRequest;
import dev.syncline.connectors.spi.WriteCommand;
import dev.syncline.connectors.spi.WriteCommand.Kind;
import dev.syncline.connectors.spi.WriteOutcome;
import dev.syncline.connectors.spi.WriteOutcome.Effect;
import dev.syncline.connectors.spi.WriteOutcome.Refused;
import dev.syncline.connectors.spi.WriteOutcome.Written;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(CleanPostgres.class)
class PostgresTargetTest {
  @Test
  void aMissingTableIsMadeWithATypedColumnForEachField() throws SQLException {
    Map<String, String> fields =
        new TreeMap<>(
            Map.of(
                "id", "integer",
                "amount", "decimal",
                "born", "date",
                "active", "boolean",
                "seen", "timestamp",
                "tags", "json",
                "name", "string"));
    try (Target target = open("people", List.of("id"), fields)) {
      ObjectNode row =
          (ObjectNode)
              JsonMapper.shared()
                  .readTree(
                      """
                      {"id":7,"amount":"1.10","born":"2001-02-03","active":true,"tags":{"a":[1]},
                       "seen":"2026-01-01T02:00:00+02:00","name":"tab\\there\\nand \\\\N"}
                      """);
      assertThat(target.write(List.of(upsert(row))))
          .containsExactly(new Written(Effect.CREATED, "7", null, null));
    }

    assertThat(
            rows(
                "SELECT id, amount, born, active, seen AT TIME ZONE 'UTC', tags, name FROM people"))
        .containsExactly("7|1.10|2001-02-03|t|2026-01-01 00:00:00|{\"a\": [1]}|tab\there\nand \\N");
    assertThat(
            rows(
                "SELECT data_type FROM information_schema.columns WHERE table_name = 'people'"
                    + " ORDER BY column_name"))
        .containsExactly(
            "boolean", "numeric", "date", "bigint", "text", "timestamp with time zone", "jsonb");
  }

  @Test
  void createdUpdatedUnchangedAndDeletedAreToldApart() throws SQLException {
    try (Target target = open("t", List.of("id"), Map.of("id", "integer", "name", "string"))) {
      target.write(List.of(upsert(1, "a"), upsert(2, "b"), upsert(3, "c")));
      List<WriteOutcome> outcomes =
          target.write(
              List.of(upsert(1, "a"), upsert(2, "B"), upsert(4, "d"), delete("3"), delete("99")));

      assertThat(effects(outcomes))
          .containsExactly(
              Effect.UNCHANGED, Effect.UPDATED, Effect.CREATED, Effect.DELETED, Effect.UNCHANGED);
      assertThat(((Written) outcomes.get(3)).externalId()).isEqualTo("3");
    }
    assertThat(rows("SELECT id, name FROM t ORDER BY id")).containsExactly("1|a", "2|B", "4|d");
  }

  @Test
  void theLastCommandOfAKeyWinsAndEachGetsItsOutcome() throws SQLException {
    try (Target target = open("t", List.of("id"), Map.of("id", "integer", "name", "string"))) {
      List<WriteOutcome> outcomes =
          target.write(List.of(upsert(1, "a"), upsert(1, "b"), delete("2"), upsert(2, "c")));

      assertThat(effects(outcomes))
          .containsExactly(Effect.UNCHANGED, Effect.CREATED, Effect.UNCHANGED, Effect.CREATED);
      // Two texts of one number are one key to the table alone.
      ObjectNode same = row("01", "z");
      assertThat(effects(target.write(List.of(upsert(1, "y"), upsert(same)))))
          .containsExactly(Effect.UPDATED, Effect.UPDATED);
    }
    assertThat(rows("SELECT id, name FROM t ORDER BY id")).containsExactly("1|z", "2|c");
  }

  @Test
  void refusedRowsAreFoundAndTheOthersAreWritten() throws SQLException {
    sql("CREATE TABLE t (id bigint PRIMARY KEY, name varchar(5) CHECK (name <> 'bad'))");
    List<WriteCommand> batch = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      batch.add(upsert(i, "ok"));
    }
    batch.set(17, upsert(row("x17", "ok")));
    batch.set(400, upsert(400, "bad"));
    batch.set(401, upsert(401, "too long"));
    batch.set(999, upsert(999, "a\u0000"));
    ObjectNode noKey = JsonMapper.shared().createObjectNode().put("name", "n");
    batch.add(upsert(noKey));
    List<WriteOutcome> outcomes;
    try (Target target = open("t", List.of("id"), Map.of("id", "integer", "name", "string"))) {
      outcomes = target.write(batch);
    }

    assertThat(outcomes).hasSize(1001).filteredOn(o -> o instanceof Written).hasSize(996);
    assertThat(outcomes.get(17))
        .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.message()).contains("x17"));
    assertThat(((Refused) outcomes.get(400)).code()).isEqualTo("23514");
    assertThat(((Refused) outcomes.get(401)).code()).isEqualTo("22001");
    assertThat(((Refused) outcomes.get(999)).code()).isEqualTo("UNSTORABLE_TEXT");
    assertThat(((Refused) outcomes.get(1000)).code()).isEqualTo("MISSING_KEY");
    assertThat(rows("SELECT count(*) FROM t")).containsExactly("996");
  }

  @Test
  void fieldsThatACommandDoesNotNameStayAsTheyAre() throws SQLException {
    try (Target target = open("t", List.of("id"), Map.of("id", "integer", "name", "string"))) {
      target.write(List.of(upsert(1, "a")));
      ObjectNode keyOnly = JsonMapper.shared().createObjectNode().put("id", 1);

      assertThat(effects(target.write(List.of(upsert(keyOnly), upsert(2, "b")))))
          .containsExactly(Effect.UNCHANGED, Effect.CREATED);
    }
    assertThat(rows("SELECT id, name FROM t ORDER BY id")).containsExactly("1|a", "2|b");
  }

  @Test
  void keysOfSeveralColumnsAndHostileNamesWork() throws SQLException {
    String hostile = "na\"me'; DROP TABLE x; --";
    String table = "o\"; DROP SCHEMA public; --";
    try (Target target =
        open(table, List.of("b", "a"), Map.of("a", "string", "b", "integer", hostile, "string"))) {
      ObjectNode row =
          JsonMapper.shared().createObjectNode().put("a", "x").put("b", 2).put(hostile, "v");

      assertThat(target.write(List.of(upsert(row))))
          .containsExactly(new Written(Effect.CREATED, "2|x", null, null));
    }
    assertThat(rows("SELECT a, b FROM \"" + table.replace("\"", "\"\"") + "\""))
        .containsExactly("x|2");
  }

  @Test
  void existingTablesOfOtherTypesKeepTheirMeaning() throws SQLException {
    sql(
        "CREATE TABLE t (id citext_like PRIMARY KEY, at timestamp, doc json, n numeric(10,2))"
            .replace("citext_like", "char(4)"));
    Map<String, String> fields =
        Map.of("id", "string", "at", "timestamp", "doc", "json", "n", "decimal");
    ObjectNode row =
        JsonMapper.shared()
            .createObjectNode()
            .put("id", "a")
            .put("at", "2026-01-01T02:00:00+02:00")
            .put("n", "1.005");
    row.putObject("doc").put("k", 1);
    try (Target target = open("t", List.of("id"), fields)) {
      assertThat(effects(target.write(List.of(upsert(row))))).containsExactly(Effect.CREATED);
      assertThat(effects(target.write(List.of(upsert(row))))).containsExactly(Effect.UNCHANGED);
      row.put("n", "2");
      assertThat(effects(target.write(List.of(upsert(row))))).containsExactly(Effect.UPDATED);
    }
    assertThat(rows("SELECT at, doc, n FROM t"))
        .containsExactly("2026-01-01 00:00:00|{\"k\":1}|2.00");
  }

  @Test
  void aTableThatDoesNotFitIsExplained() throws SQLException {
    sql("CREATE TABLE t (id bigint); CREATE VIEW v AS SELECT 1 AS id");
    Map<String, String> fields = Map.of("id", "integer", "x", "string", "y", "string");

    assertThatThrownBy(() -> open("t", List.of("id"), fields))
        .hasMessageContainingAll("public.t has no columns x, y; ", "It has: id");
    assertThatThrownBy(() -> open("t", List.of("id"), Map.of("id", "integer")))
        .hasMessageContaining("ALTER TABLE \"public\".\"t\" ADD UNIQUE (\"id\")");
    assertThatThrownBy(() -> open("v", List.of("id"), Map.of("id", "integer")))
        .hasMessageContaining("public.v is a view");
    assertThatThrownBy(() -> open("gone.t", List.of("id"), Map.of("id", "integer")))
        .isInstanceOfSatisfying(
            SynclineException.class, e -> assertThat(e.category()).isEqualTo(Category.NOT_FOUND));
  }

  @Test
  void aLostSessionIsUnavailableAndTheNextBatchGoesOn() throws SQLException {
    try (Target target = open("t", List.of("id"), Map.of("id", "integer", "name", "string"))) {
      target.write(List.of(upsert(1, "a")));
      sql(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name ="
              + " 'syncline'");

      assertThatThrownBy(() -> target.write(List.of(upsert(2, "b"))))
          .isInstanceOfSatisfying(
              SynclineException.class,
              e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE));
      assertThat(effects(target.write(List.of(upsert(2, "b"))))).containsExactly(Effect.CREATED);
    }
    assertThat(rows("SELECT id FROM t ORDER BY id")).containsExactly("1", "2");
  }

  @Test
  void aValueThatIsTooLongForItsColumnIsNamedWithBothLengths() throws SQLException {
    sql("CREATE DOMAIN short AS varchar(3)");
    sql("CREATE TABLE t (id int PRIMARY KEY, name varchar(5), code short, note text)");
    Map<String, String> fields =
        Map.of("id", "integer", "name", "string", "code", "string", "note", "string");
    try (Target target = open("t", List.of("id"), fields)) {
      ObjectNode both =
          row("1", "Zoë 😀 and more").put("code", "abcd").put("note", "as long as it is");
      List<WriteOutcome> together =
          target.write(List.of(upsert(both), upsert(row("2", "fits ").put("code", "abc   "))));
      List<WriteOutcome> alone =
          target.write(
              List.of(new WriteCommand("k", Kind.UPSERT, "2", row("2", "no more"), version("2"))));

      assertThat(together.get(0))
          .isEqualTo(
              new Refused(
                  "22001",
                  "value too long: name: 14 characters, at most 5; code: 4 characters, at most 3",
                  false));
      assertThat(together.get(1)).isInstanceOf(Written.class);
      assertThat(alone)
          .containsExactly(
              new Refused("22001", "value too long: name: 7 characters, at most 5", false));
    }
  }

  private static String version(String id) throws SQLException {
    return rows("SELECT xmin FROM t WHERE id = " + id).get(0);
  }

  @Test
  void whatATableFixesIsToldWithoutTouchingIt() throws SQLException {
    assertThat(layout("id")).isEmpty();
    assertThat(rows("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .containsExactly("0");

    sql("CREATE TABLE t (id int, name text, UNIQUE (name, id))");
    assertThat(layout("id", "name")).contains(new Layout(Set.of("id", "name"), Optional.empty()));
    assertThat(layout("id").orElseThrow().keyProblem())
        .hasValueSatisfying(
            why -> assertThat(why).contains("ALTER TABLE \"public\".\"t\" ADD UNIQUE (\"id\")"));
    assertThat(layout("nr").orElseThrow().keyProblem()).isEmpty();
    assertThat(layout().orElseThrow().keyProblem()).isEmpty();
  }

  @Test
  void aViewIsNothingToWriteTo() throws SQLException {
    sql("CREATE VIEW t AS SELECT 1 AS id");
    assertThatThrownBy(() -> layout("id")).hasMessageContaining("only plain tables");
  }

  private static Optional<Layout> layout(String... key) {
    return new PostgresConnector().layout(config(), "t", List.of(key), Connections.CONTEXT);
  }

  private static WriteCommand upsert(int id, String name) {
    return upsert(JsonMapper.shared().createObjectNode().put("id", id).put("name", name));
  }

  private static ObjectNode row(String id, String name) {
    return JsonMapper.shared().createObjectNode().put("id", id).put("name", name);
  }

  private static WriteCommand upsert(ObjectNode fields) {
    return new WriteCommand("k", Kind.UPSERT, null, fields, null);
  }

  private static WriteCommand delete(String id) {
    return new WriteCommand("k", Kind.DELETE, id, JsonMapper.shared().createObjectNode(), null);
  }

  private static List<Effect> effects(List<WriteOutcome> outcomes) {
    return outcomes.stream().map(o -> ((Written) o).effect()).toList();
  }

  private static Target open(String table, List<String> key, Map<String, String> fields) {
    return new PostgresConnector()
        .openTarget(
            config(), new TargetRequest(table, key, List.of(), fields), Connections.CONTEXT);
  }
}
