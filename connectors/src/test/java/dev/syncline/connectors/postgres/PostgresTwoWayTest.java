package dev.syncline.connectors.postgres;

import static dev.syncline.connectors.postgres.CleanPostgres.config;
import static dev.syncline.connectors.postgres.CleanPostgres.rows;
import static dev.syncline.connectors.postgres.CleanPostgres.sql;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connectors.Connections;
import dev.syncline.connectors.spi.Current;
import dev.syncline.connectors.spi.Target;
import dev.syncline.connectors.spi.TargetRequest;
import dev.syncline.connectors.spi.WriteCommand;
import dev.syncline.connectors.spi.WriteCommand.Kind;
import dev.syncline.connectors.spi.WriteOutcome;
import dev.syncline.connectors.spi.WriteOutcome.Effect;
import dev.syncline.connectors.spi.WriteOutcome.Refused;
import dev.syncline.connectors.spi.WriteOutcome.Stale;
import dev.syncline.connectors.spi.WriteOutcome.Written;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(CleanPostgres.class)
class PostgresTwoWayTest {
  private static final Map<String, String> FIELDS = Map.of("id", "integer", "name", "string");

  @Test
  void rowsAreReadAsTheyStandWithAVersionThatAnyChangeMoves() throws SQLException {
    sql("CREATE TABLE t (id int PRIMARY KEY, name text, other numeric(5,2))");
    sql("INSERT INTO t VALUES (1, 'a', 1.50), (2, 'b', NULL)");
    try (Target target = open("t", List.of("id"))) {
      List<Current> now = target.current(List.of("1", "nine", "9", "02"));

      assertThat(target.canRead()).isTrue();
      assertThat(now).extracting(Current::externalId).containsExactly("1", "02");
      assertThat(now.get(0).fields().toString())
          .isEqualTo("{\"id\":1,\"name\":\"a\",\"other\":1.50}");
      sql("UPDATE t SET other = 2 WHERE id = 1");
      assertThat(target.current(List.of("1")).get(0).version()).isNotEqualTo(now.get(0).version());
      assertThat(target.current(List.of("2")).get(0).version()).isEqualTo(now.get(1).version());
    }
  }

  @Test
  void aWriteOnTopOfAnothersEditIsStaleAndChangesNothing() throws SQLException {
    sql("CREATE TABLE t (id int PRIMARY KEY, name text, other text DEFAULT 'theirs')");
    sql("INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')");
    try (Target target = open("t", List.of("id"))) {
      String one = version(target, "1");
      String two = version(target, "2");
      String three = version(target, "3");
      sql("UPDATE t SET other = 'edited' WHERE id = 1; DELETE FROM t WHERE id = 3");
      List<WriteOutcome> outcomes =
          target.write(
              List.of(
                  command("1", row(1, "x"), one),
                  command("2", row(2, "y"), two),
                  command("3", row(3, "z"), three)));

      assertThat(outcomes.get(0)).isInstanceOf(Stale.class);
      assertThat(((Written) outcomes.get(1)).effect()).isEqualTo(Effect.UPDATED);
      assertThat(((Written) outcomes.get(1)).version()).isEqualTo(version(target, "2"));
      assertThat(((Stale) outcomes.get(2)).message()).contains("gone");
      assertThat(rows("SELECT id, name, other FROM t ORDER BY id"))
          .containsExactly("1|a|edited", "2|y|theirs");
      assertThat(effect(target, command("1", row(1, "x"), version(target, "1"))))
          .isEqualTo(Effect.UPDATED);
    }
  }

  @Test
  void anEditOfAnOpenTransactionIsWaitedForAndThenSeen() throws Exception {
    sql("CREATE TABLE t (id int PRIMARY KEY, name text); INSERT INTO t VALUES (1, 'a')");
    try (Target target = open("t", List.of("id"));
        Connection other = CleanPostgres.connect();
        Statement edit = other.createStatement()) {
      String version = version(target, "1");
      other.setAutoCommit(false);
      edit.execute("UPDATE t SET name = 'theirs' WHERE id = 1");
      List<WriteOutcome> outcomes = new ArrayList<>();
      Thread writer =
          new Thread(
              () -> outcomes.addAll(target.write(List.of(command("1", row(1, "x"), version)))));
      writer.start();
      while (rows("SELECT 1 FROM pg_stat_activity WHERE application_name = 'syncline' AND wait_event_type = 'Lock'")
          .isEmpty()) {
        Thread.onSpinWait();
      }
      other.commit();
      writer.join();

      assertThat(outcomes).singleElement().isInstanceOf(Stale.class);
      assertThat(rows("SELECT name FROM t")).containsExactly("theirs");
    }
  }

  @Test
  void theAnswerIsTheRowAsItStandsAfterTriggersRoundingAndDefaults() throws SQLException {
    sql(
        """
        CREATE TABLE t (id int PRIMARY KEY, name text, amount numeric(5,1), made text DEFAULT 'here');
        CREATE FUNCTION tidy() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN NEW.name := upper(trim(NEW.name)); RETURN NEW; END';
        CREATE TRIGGER tidy BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION tidy()
        """);
    Map<String, String> fields = Map.of("id", "integer", "name", "string", "amount", "decimal");
    ObjectNode row = row(1, " ann ").put("amount", "1.26");
    TargetRequest request = new TargetRequest("t", List.of("id"), List.of(), fields);
    try (Target target = open(request.answering())) {
      Written created = (Written) target.write(List.of(command(null, row, null))).get(0);
      Written same = (Written) target.write(List.of(command("1", row, created.version()))).get(0);

      assertThat(created.effect()).isEqualTo(Effect.CREATED);
      assertThat(created.answer().toString())
          .isEqualTo("{\"id\":1,\"name\":\"ANN\",\"amount\":1.3,\"made\":\"here\"}");
      assertThat(same.version()).isEqualTo(version(target, "1"));
      assertThat(same.answer()).isEqualTo(created.answer());
    }
    try (Target target = open(request)) {
      assertThat(((Written) target.write(List.of(command(null, row, null))).get(0)).answer())
          .as("a one-way delivery is not read again")
          .isNull();
    }
  }

  @Test
  void anEqualRowIsUnchangedAndKeepsItsVersion() throws SQLException {
    sql("CREATE TABLE t (id int PRIMARY KEY, name text); INSERT INTO t VALUES (1, 'a')");
    try (Target target = open("t", List.of("id"))) {
      String version = version(target, "1");

      assertThat(effect(target, command("1", row(1, "a"), version))).isEqualTo(Effect.UNCHANGED);
      assertThat(version(target, "1")).isEqualTo(version);
    }
  }

  @Test
  void aKeyThatTheTableAssignsIsAnswered() throws SQLException {
    sql("CREATE TABLE t (id serial PRIMARY KEY, name text); INSERT INTO t (name) VALUES ('first')");
    Map<String, String> fields = Map.of("name", "string");
    try (Target target = open(new TargetRequest("t", List.of("id"), List.of(), fields))) {
      List<WriteOutcome> created =
          target.write(List.of(command(null, name("a"), null), command(null, name("b"), null)));

      assertThat(created).extracting(o -> ((Written) o).externalId()).containsExactly("2", "3");
      assertThat(effect(target, command("2", name("A"), null))).isEqualTo(Effect.UPDATED);
      assertThat(effect(target, new WriteCommand("k", Kind.DELETE, "3", name("b"), null)))
          .isEqualTo(Effect.DELETED);
    }
    try (Target target = open(new TargetRequest("made", List.of("no"), List.of(), fields))) {
      assertThat(
              ((Written) target.write(List.of(command(null, name("a"), null))).get(0)).externalId())
          .isEqualTo("1");
    }
    assertThat(rows("SELECT id, name FROM t ORDER BY id")).containsExactly("1|first", "2|A");
  }

  @Test
  void aRowThatMatchesIsAdoptedAndSeveralAreRefused() throws SQLException {
    sql(
        """
        CREATE TABLE t (id serial PRIMARY KEY, email text, name text, rank int);
        INSERT INTO t (email, name) VALUES ('a@x', 'A'), ('b@x', 'B'), ('b@x', 'B2')
        """);
    Map<String, String> fields = Map.of("email", "string", "name", "string", "rank", "integer");
    try (Target target = open(new TargetRequest("t", List.of("id"), List.of("email"), fields))) {
      List<WriteOutcome> outcomes =
          target.write(
              List.of(
                  command(null, name("Ann").put("email", "a@x"), null),
                  command(null, name("Bea").put("email", "b@x"), null),
                  command(null, name("Cid").put("email", "c@x"), null),
                  command(null, name("Nil"), null)));

      assertThat(((Written) outcomes.get(0)).effect()).isEqualTo(Effect.UPDATED);
      assertThat(((Written) outcomes.get(0)).externalId()).isEqualTo("1");
      assertThat(((Refused) outcomes.get(1)).code()).isEqualTo("AMBIGUOUS_MATCH");
      assertThat(((Refused) outcomes.get(1)).message()).contains("[2, 3]");
      assertThat(((Written) outcomes.get(2)).effect()).isEqualTo(Effect.CREATED);
      assertThat(((Written) outcomes.get(3)).effect()).isEqualTo(Effect.CREATED);
    }
    try (Target target = open(new TargetRequest("t", List.of("id"), List.of("rank"), fields))) {
      assertThat(
              ((Refused)
                      target
                          .write(List.of(command(null, name("x").put("rank", "high"), null)))
                          .get(0))
                  .code())
          .as("no number matches nothing, and is then refused by the column")
          .isEqualTo("22P02");
    }
    assertThat(rows("SELECT id, name FROM t WHERE email LIKE '%@x' ORDER BY id"))
        .containsExactly("1|Ann", "2|B", "3|B2", "4|Cid");
  }

  @Test
  void aNaturalKeyThatChangedMovesItsRow() throws SQLException {
    sql("CREATE TABLE t (email text PRIMARY KEY, name text); INSERT INTO t VALUES ('old@x', 'A')");
    Map<String, String> fields = Map.of("email", "string", "name", "string");
    try (Target target = open(new TargetRequest("t", List.of("email"), List.of(), fields))) {
      Written moved =
          (Written)
              target.write(List.of(command("old@x", name("B").put("email", "new@x"), null))).get(0);

      assertThat(moved.effect()).isEqualTo(Effect.UPDATED);
      assertThat(moved.externalId()).isEqualTo("new@x");
    }
    assertThat(rows("SELECT email, name FROM t")).containsExactly("new@x|B");
  }

  @Test
  void aDeletionOfARowThatWasEditedSinceIsStale() throws SQLException {
    sql("CREATE TABLE t (id int PRIMARY KEY, name text); INSERT INTO t VALUES (1, 'a'), (2, 'b')");
    try (Target target = open("t", List.of("id"))) {
      String version = version(target, "1");
      sql("UPDATE t SET name = 'edited' WHERE id = 1");

      assertThat(target.write(List.of(delete("1", version))).get(0)).isInstanceOf(Stale.class);
      assertThat(effect(target, delete("1", version(target, "1")))).isEqualTo(Effect.DELETED);
      assertThat(effect(target, delete("1", version))).isEqualTo(Effect.UNCHANGED);
    }
    assertThat(rows("SELECT id FROM t")).containsExactly("2");
  }

  @Test
  void oneRefusedRowDoesNotStopTheOthers() throws SQLException {
    sql("CREATE TABLE t (id int PRIMARY KEY, name text CHECK (name <> 'bad'))");
    sql("INSERT INTO t VALUES (1, 'a'), (2, 'b')");
    try (Target target = open("t", List.of("id"))) {
      List<WriteOutcome> outcomes =
          target.write(
              List.of(
                  command("1", row(1, "bad"), version(target, "1")),
                  command("2", row(2, "good"), version(target, "2"))));

      assertThat(((Refused) outcomes.get(0)).code()).isEqualTo("23514");
      assertThat(((Written) outcomes.get(1)).effect()).isEqualTo(Effect.UPDATED);
    }
    assertThat(rows("SELECT id, name FROM t ORDER BY id")).containsExactly("1|a", "2|good");
  }

  private static String version(Target target, String id) {
    return target.current(List.of(id)).get(0).version();
  }

  private static Effect effect(Target target, WriteCommand command) {
    return ((Written) target.write(List.of(command)).get(0)).effect();
  }

  private static WriteCommand command(String id, ObjectNode fields, String version) {
    return new WriteCommand("k", Kind.UPSERT, id, fields, version);
  }

  private static WriteCommand delete(String id, String version) {
    ObjectNode none = JsonMapper.shared().createObjectNode();
    return new WriteCommand("k", Kind.DELETE, id, none, version);
  }

  private static ObjectNode row(int id, String name) {
    return JsonMapper.shared().createObjectNode().put("id", id).put("name", name);
  }

  private static ObjectNode name(String name) {
    return JsonMapper.shared().createObjectNode().put("name", name);
  }

  private static Target open(String table, List<String> key) {
    return open(new TargetRequest(table, key, List.of(), FIELDS));
  }

  private static Target open(TargetRequest request) {
    return new PostgresConnector().openTarget(config(), request, Connections.CONTEXT);
  }
}
