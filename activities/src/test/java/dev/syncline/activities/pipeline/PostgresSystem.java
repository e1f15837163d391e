package dev.syncline.activities.pipeline;

import dev.syncline.store.connection.Connections;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database of its own, connected under a name, that is read and written by the connector. */
final class PostgresSystem {
  final DataSource database;
  final JdbcClient sql;

  private PostgresSystem(DataSource database) {
    this.database = database;
    this.sql = JdbcClient.create(database);
  }

  static PostgresSystem connect(Pipeline pipeline, String name) {
    TestEngine engine = pipeline.engine;
    String database = (name + "_" + pipeline.tenant).replace('-', '_');
    engine.owner().sql("create database " + database).update();
    String url = engine.postgres.getJdbcUrl("postgres", database);
    engine
        .get(Connections.class)
        .save(
            pipeline.tenant,
            name,
            "postgres",
            true,
            "{\"url\":\"" + url.split("\\?", 2)[0] + "\"}",
            Map.of("username", "postgres"),
            null);
    return new PostgresSystem(engine.postgres.getDatabase("postgres", database));
  }

  int run(String statement, Object... params) {
    return sql.sql(statement).params(params).update();
  }

  /** The rows that a query has, each as text, its columns divided by a bar. */
  List<String> rows(String query) {
    return sql.sql(query)
        .query(
            (row, n) -> {
              StringBuilder text = new StringBuilder();
              for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                text.append(i == 1 ? "" : "|").append(row.getString(i));
              }
              return text.toString();
            })
        .list();
  }
}
