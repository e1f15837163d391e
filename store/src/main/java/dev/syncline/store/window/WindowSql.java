package dev.syncline.store.window;

import dev.syncline.store.database.Database;
import dev.syncline.store.staging.StagingTables;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Statements over the tables of one window, with its names and parameters filled in. */
final class WindowSql {
  private final Database database;
  private final WindowOrigin origin;
  private final String candidates;
  private final String decisions;
  private final int number;

  WindowSql(Database database, WindowCommit window) {
    this(database, window.origin(), window.candidates(), window.decisions(), window.number());
  }

  WindowSql(
      Database database, WindowOrigin origin, String candidates, String decisions, int number) {
    this.database = database;
    this.origin = origin;
    this.candidates = candidates;
    this.decisions = decisions;
    this.number = number;
  }

  /** For statements that concern no staged rows. */
  WindowSql(Database database, WindowOrigin origin, int number) {
    this(database, origin, "", "", number);
  }

  /** Runs a statement in which {c} and {d} stand for candidates and decisions. */
  int update(String sql) {
    return statement(sql).update();
  }

  StatementSpec statement(String sql) {
    StatementSpec spec = database.sql().sql(named(named(sql, "{c}", candidates), "{d}", decisions));
    spec = bind(spec, sql, "tenant", origin.tenant());
    spec = bind(spec, sql, "run", origin.syncId());
    spec = bind(spec, sql, "task", origin.task());
    spec = bind(spec, sql, "entity", origin.entity());
    spec = bind(spec, sql, "connection", origin.connection());
    spec = bind(spec, sql, "resource", origin.resource());
    spec = bind(spec, sql, "leg", origin.leg());
    return bind(spec, sql, "window", number);
  }

  private static String named(String sql, String mark, String table) {
    return sql.contains(mark) ? sql.replace(mark, StagingTables.checked(table)) : sql;
  }

  private static StatementSpec bind(StatementSpec spec, String sql, String name, Object value) {
    return sql.contains(":" + name) ? spec.param(name, value) : spec;
  }
}
