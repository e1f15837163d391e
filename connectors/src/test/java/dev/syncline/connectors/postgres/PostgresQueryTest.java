package dev.syncline.connectors.postgres;

import static dev.syncline.connectors.postgres.CleanPostgres.config;
import static dev.syncline.connectors.postgres.CleanPostgres.rows;
import static dev.syncline.connectors.postgres.CleanPostgres.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connectors.Collected;
import dev.syncline.connectors.Connections;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.SourceRequest;
import dev.syncline.domain.SynclineException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(CleanPostgres.class)
class PostgresQueryTest {
  @Test
  void aQueryIsPagedByTheTasksKey() throws SQLException {
    sql(
        "CREATE TABLE t (id int, at timestamptz DEFAULT now()); INSERT INTO t SELECT generate_series(1, 10)");
    SourceRequest query =
        new SourceRequest(
            null,
            "WITH x AS (SELECT id, at FROM t) SELECT id * 2 AS twice, at, ';)' AS s FROM x -- all);",
            List.of("twice"),
            "at");

    assertThat(Collected.from(open(query), null, 4).values("twice"))
        .containsExactly("2", "4", "6", "8", "10", "12", "14", "16", "18", "20");
    Collected one = new Collected();
    open(query).get(List.of("6"), one);
    assertThat(one.values("twice")).containsExactly("6");
    assertThatThrownBy(() -> Collected.all(query("SELECT 1 AS one")))
        .hasMessageContaining("the query has no primary key");
    assertThatThrownBy(() -> Collected.all(query("SELECT nix FROM t")))
        .hasMessageContaining("column \"nix\" does not exist");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1; DROP TABLE t",
        "SELECT 1) AS q; DROP TABLE t; --",
        "SELECT 1) AS t, (SELECT 2",
        "DROP TABLE t",
        "SELECT 'x",
        "SELECT E'\\'; DROP TABLE t; --'' AS x",
        "SELECT 1 /* ; ",
        "SELECT $a$ x $b$",
        "",
      })
  void whatIsNotOneQueryIsRefusedBeforeItIsSent(String text) {
    assertThatThrownBy(() -> QueryText.checked(text))
        .isInstanceOfSatisfying(
            SynclineException.class, e -> assertThat(e.code()).isEqualTo("BAD_QUERY"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select ';' as \"a;b\", $$ ; ) $$ from t;",
        "/* a /* b; */ ) */ TABLE t",
        "(VALUES (1, E'\\');'))",
        "WITH a AS (SELECT $x$ ' $x$) SELECT * FROM a -- ;",
      })
  void semicolonsInsideTextsNamesAndCommentsAreFine(String text) {
    assertThat(QueryText.checked(text)).isNotEmpty();
  }

  @Test
  void aQueryCannotWrite() throws SQLException {
    sql(
        """
        CREATE TABLE t (id int);
        CREATE FUNCTION sly() RETURNS int LANGUAGE sql AS 'INSERT INTO t VALUES (1) RETURNING id';
        CREATE FUNCTION slyer() RETURNS int LANGUAGE plpgsql AS
          'BEGIN SET TRANSACTION READ WRITE; INSERT INTO t VALUES (1); RETURN 1; END'
        """);
    for (String call : List.of("sly()", "slyer()")) {
      assertThatThrownBy(() -> Collected.all(query("SELECT " + call + " AS id")))
          .isInstanceOf(SynclineException.class);
      assertThatThrownBy(
              () ->
                  Collected.all(
                      open(
                          new SourceRequest(
                              null, "SELECT " + call + " AS id", List.of("id"), null))))
          .hasMessageContaining("read");
    }
    assertThat(rows("SELECT count(*) FROM t")).containsExactly("0");
  }

  private static Source query(String text) {
    return open(new SourceRequest(null, text, List.of(), null));
  }

  private static Source open(SourceRequest request) {
    return new PostgresConnector().openSource(config(), request, Connections.CONTEXT);
  }
}
