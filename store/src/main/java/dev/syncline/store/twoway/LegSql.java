package dev.syncline.store.twoway;

import dev.syncline.store.database.Database;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Statements about one system of a two-way task. */
final class LegSql {
  private LegSql() {}

  /** With the place's tenant, entity, task, leg, connection and resource under these names. */
  static StatementSpec at(Database database, LegPlace place, String sql) {
    return database
        .sql()
        .sql(sql)
        .param("tenant", place.tenant())
        .param("entity", place.entity())
        .param("task", place.task())
        .param("leg", place.leg())
        .param("connection", place.connection())
        .param("resource", place.resource());
  }
}
