package dev.syncline.store.duplicate;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.Database;
import dev.syncline.store.window.EntityLocks;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Statements over one pair, held against all other writers of its entity. */
final class PairSql {
  private final Database database;
  private final String tenant;
  private final DuplicateRow pair;
  private final UUID left;

  private PairSql(Database database, String tenant, DuplicateRow pair, UUID left) {
    this.database = database;
    this.tenant = tenant;
    this.pair = pair;
    this.left = left;
  }

  /** Locks the entity and checks that the pair is as the work needs it. */
  static PairSql locked(
      Database database, String tenant, DuplicateRow pair, DuplicateStatus needed) {
    EntityLocks.take(database, tenant, pair.entity());
    PairSql sql = new PairSql(database, tenant, pair, pair.left().recordId());
    String status =
        sql.statement("select status from duplicate where tenant = :tenant and id = :pair")
            .query(String.class)
            .single();
    if (!status.equals(needed.word())) {
      throw refused("the pair " + pair.id() + " is " + status + ", not " + needed.word());
    }
    sql.requireQuiet();
    return sql;
  }

  /**
   * A write on its way would note the row it wrote for the record that had it; none sets out before
   * this transaction ends.
   */
  private void requireQuiet() {
    List<String> standing =
        statement(
                """
                select status from outbox where tenant = :tenant
                  and record_id in (:left, :right) order by seq for update
                """)
            .query(String.class)
            .list();
    if (standing.contains("sending")) {
      throw refused("a record of the pair is just being delivered: try again in a moment");
    }
  }

  /** Throws CONFLICT unless so many of the two records stand. */
  void require(int live, String otherwise) {
    int found =
        statement(
                """
                select count(*) from record where tenant = :tenant and entity = :entity
                  and record_id in (:left, :right) and merged_into is null and deleted_at is null
                """)
            .query(Integer.class)
            .single();
    if (found != live) {
      throw refused(otherwise);
    }
  }

  private static SynclineException refused(String why) {
    return SynclineException.of(Category.CONFLICT, why);
  }

  int update(String sql) {
    return statement(sql).update();
  }

  StatementSpec statement(String sql) {
    StatementSpec spec = database.sql().sql(sql);
    spec = bind(spec, sql, "tenant", tenant);
    spec = bind(spec, sql, "entity", pair.entity());
    spec = bind(spec, sql, "pair", pair.id());
    spec = bind(spec, sql, "left", left);
    return bind(spec, sql, "right", pair.right().recordId());
  }

  private static StatementSpec bind(StatementSpec spec, String sql, String name, Object value) {
    return sql.contains(":" + name) ? spec.param(name, value) : spec;
  }

  /** The same pair where its left record has gone into another one. */
  PairSql heldBy(UUID holder) {
    PairSql sql = new PairSql(database, tenant, pair, holder);
    sql.requireQuiet();
    return sql;
  }

  UUID pair() {
    return pair.id();
  }

  UUID left() {
    return left;
  }

  UUID right() {
    return pair.right().recordId();
  }
}
