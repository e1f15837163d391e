package dev.syncline.store.window;

import dev.syncline.store.database.Database;
import dev.syncline.store.staging.Staging;
import dev.syncline.store.staging.StagingLayout;
import dev.syncline.store.staging.StagingTables;
import dev.syncline.store.staging.StagingTables.Kind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Brings a window of a plan back into staging, as its own stages left it there. */
@Repository
public class Restoring {
  private final Database database;
  private final Staging staging;

  public Restoring(Database database, Staging staging) {
    this.database = database;
    this.staging = staging;
  }

  /**
   * A window in staging.
   *
   * @param matches stands for the table of matches, beside which pairs of duplicates lie
   * @param superseded whether rows of it gave way to rows of later windows, so that what was
   *     decided for the others may not hold
   * @param leg the system that the window was read from
   * @param readAt no row was read before this time
   */
  public record Restored(
      String candidates,
      String matches,
      String decisions,
      long rows,
      boolean superseded,
      int leg,
      Instant readAt) {}

  /**
   * Restores a window.
   *
   * @param plan the run that made the plan
   * @param run the run that applies it
   */
  public Restored restore(String tenant, UUID plan, UUID run, int window, int attempt) {
    String candidates = Staging.table(Kind.CANDIDATES, run, window, attempt);
    String matches = Staging.table(Kind.MATCHES, run, window, attempt);
    String decisions = Staging.table(Kind.DECISIONS, run, window, attempt);
    return database.inTenant(
        tenant,
        () -> {
          StagingLayout.CANDIDATES.create(database, candidates);
          Classifying.create(database, decisions);
          long rows = fill(CANDIDATES, candidates, tenant, plan, window);
          fill(DECISIONS, decisions, tenant, plan, window);
          beside(tenant, plan, window, matches, candidates);
          staging.analyze(candidates);
          staging.analyze(decisions);
          boolean superseded =
              sql(
                      """
                      select exists (select from plan_row where tenant = :tenant
                        and sync_id = :plan and window_no = :window and kind = 'O'
                        and state = 'D' and op is not null)
                      """,
                      tenant,
                      plan,
                      window)
                  .query(Boolean.class)
                  .single();
          return sql(
                  """
                  select plan_leg(leg_ends, windows, :window) as leg, created_at from plan
                  where tenant = :tenant and sync_id = :plan
                  """,
                  tenant,
                  plan,
                  window)
              .query(
                  (row, n) ->
                      new Restored(
                          candidates,
                          matches,
                          decisions,
                          rows,
                          superseded,
                          row.getInt(1),
                          row.getTimestamp(2).toInstant()))
              .single();
        });
  }

  private static final String CANDIDATES =
      """
      insert into %s (seq, state, external_id, record_id, hash, modified_at, data, keys, place, code,
        message, payload, digest)
      select seq, state, external_id, own_id, hash, modified_at, data, keys, place, code, message,
        payload, digest
      from plan_row
      where tenant = :tenant and sync_id = :plan and window_no = :window and kind = 'O'
      order by seq
      """;

  private static final String DECISIONS =
      """
      insert into %s (seq, record_id, op, version, touched, data)
      select seq, record_id, op, version, touched, merged from plan_row
      where tenant = :tenant and sync_id = :plan and window_no = :window and kind = 'O'
        and state = 'M' and op is not null
      order by seq
      """;

  private long fill(String sql, String table, String tenant, UUID plan, int window) {
    return sql(sql.formatted(StagingTables.checked(table)), tenant, plan, window).update();
  }

  private void beside(String tenant, UUID plan, int window, String matches, String candidates) {
    String further = StagingTables.furtherOf(candidates);
    StagingLayout.FURTHER.create(database, further);
    content(further, "f", tenant, plan, window);
    staging.analyze(further);
    String pairs = StagingTables.beside(matches, Kind.PAIRS);
    String blocks = StagingTables.beside(matches, Kind.BLOCKS);
    FuzzyMatching.createPairs(database, pairs);
    FuzzyMatching.createKeys(database, blocks);
    content(pairs, "p", tenant, plan, window);
    fill(
        """
        insert into %s (seq, key) select seq, unnest(blocks) from plan_row
        where tenant = :tenant and sync_id = :plan and window_no = :window and kind = 'O'
          and state = 'M' and blocks is not null
        """,
        blocks, tenant, plan, window);
  }

  private void content(String table, String kind, String tenant, UUID plan, int window) {
    fill(
        """
        insert into %1$s select r.* from plan_beside b
          cross join lateral jsonb_populate_record(null::%1$s, b.content) r
        where b.tenant = :tenant and b.sync_id = :plan and b.window_no = :window
          and b.kind = '%2$s'
        order by b.row_no
        """
            .formatted(StagingTables.checked(table), kind),
        table,
        tenant,
        plan,
        window);
  }

  /** The external ids that a plan removes from what a system has. */
  public List<String> removals(String tenant, UUID plan, int leg) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    select p.external_id from plan_row p join plan q using (tenant, sync_id)
                    where p.tenant = :tenant and p.sync_id = :plan and p.kind = 'R'
                      and p.entity is null and plan_leg(q.leg_ends, q.windows, p.window_no) = :leg
                    order by p.external_id
                    """)
                .param("tenant", tenant)
                .param("plan", plan)
                .param("leg", leg)
                .query(String.class)
                .list());
  }

  private StatementSpec sql(String sql, String tenant, UUID plan, int window) {
    return database
        .sql()
        .sql(sql)
        .param("tenant", tenant)
        .param("plan", plan)
        .param("window", window);
  }
}
