package dev.syncline.store.window;

import dev.syncline.store.database.Database;
import dev.syncline.store.plan.PlanSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Makes a whole of a plan whose last window has been planned. */
@Repository
public class Sealing {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Database database;
  private final LinkWrites links;
  private final LegRemovalPlanning legs;
  private final PlannedDeliveries deliveries;

  Sealing(
      Database database, LinkWrites links, LegRemovalPlanning legs, PlannedDeliveries deliveries) {
    this.database = database;
    this.links = links;
    this.legs = legs;
    this.deliveries = deliveries;
  }

  /**
   * Adds the removal of source rows that the read did not meet, and of what they gave.
   *
   * @param against of one system of a two-way task: how edits elsewhere stand against its deletions
   */
  public void removals(
      WindowOrigin origin,
      int window,
      List<String> missing,
      Further further,
      LegRemoval.@Nullable AgainstEdits against) {
    database.runInTenant(
        origin.tenant(),
        () -> {
          WindowSql sql = new WindowSql(database, origin, window);
          if (against == null) {
            Planning.removed(sql, 0, missing, Tombstones.LAST);
          } else {
            legs.write(sql, missing, against);
          }
          String[] keys = missing.toArray(String[]::new);
          int part = 1;
          for (String entity : further.derived()) {
            Planning.removed(
                new WindowSql(database, origin.ofEntity(entity), window),
                part++,
                links.madeFrom(origin, entity, keys),
                Tombstones.LAST);
          }
        });
  }

  /** Whether a planned row could not be read and has no key: it may be any of the missing. */
  public boolean anyWithoutKey(WindowOrigin origin) {
    return database.inTenant(
        origin.tenant(),
        () ->
            sql(
                    """
                    select exists (select from plan_row where tenant = :tenant and sync_id = :run
                      and state in ('F', 'B') and external_id is null)
                    """,
                    origin)
                .query(Boolean.class)
                .single());
  }

  /** Lets the last row of each key stand where a key came in several windows, and adds up. */
  public Totals seal(WindowOrigin origin, int windows) {
    return database.inTenant(
        origin.tenant(),
        () -> {
          if (windows > 1) {
            // How many rows the plan has is not known to the statistics.
            database.sql().sql("set local enable_nestloop = off").update();
            repeats(origin, supersede(origin));
            database.sql().sql("set local enable_nestloop = on").update();
          }
          sql("delete from plan_key where tenant = :tenant and sync_id = :run", origin).update();
          Totals totals = sql(TOTALS, origin).query(Sealing::read).single();
          sql(
                  """
                  update plan set windows = :windows, summary = cast(:summary as jsonb),
                    derived = cast(:derived as jsonb), updated_at = now()
                  where tenant = :tenant and sync_id = :run and status = 'planning'
                  """,
                  origin)
              .param("windows", windows)
              .param("summary", JSON.writeValueAsString(totals.own()))
              .param("derived", JSON.writeValueAsString(totals.derived()))
              .update();
          return totals;
        });
  }

  /** Adds to a sealed plan what the systems of a two-way task would be written. */
  public void tellDeliveries(WindowOrigin origin, int windows, List<WrittenSystem> systems) {
    database.runInTenant(origin.tenant(), () -> deliveries.plan(origin, windows, systems));
  }

  /**
   * What a plan comes to.
   *
   * @param duplicate rows that come to nothing because their key came again
   * @param held rows that wait for a person; deletions that do are conflicts and no rows
   * @param filtered rows that were left out
   * @param missing source rows that were not met and would be removed
   */
  public record Totals(
      long fetched,
      PlanSummary own,
      PlanSummary derived,
      long duplicate,
      long held,
      long filtered,
      long missing) {}

  /**
   * What a plan comes to in one system of a two-way task.
   *
   * @param fetched rows that were read
   * @param missing rows that were not met and would be removed
   */
  public record OfSystem(int leg, long fetched, long missing) {}

  /** The systems that a sealed plan has rows of. */
  public List<OfSystem> systems(WindowOrigin origin) {
    return database.inTenant(
        origin.tenant(),
        () ->
            sql(
                    """
                    select plan_leg(q.leg_ends, q.windows, p.window_no) as leg,
                      sum(p.fetched) as fetched, sum(p.missing) as missing
                    from plan q join (
                      select tenant, sync_id, window_no,
                        case when kind = 'O' then 1 else 0 end as fetched,
                        case when kind = 'R' and entity is null then 1 else 0 end as missing
                      from plan_row
                      union all
                      select tenant, sync_id, window_no, (content ->> 'rows')::bigint, 0
                      from plan_beside where kind = 'k') p using (tenant, sync_id)
                    where p.tenant = :tenant and p.sync_id = :run group by 1 order by 1
                    """,
                    origin)
                .query((row, n) -> new OfSystem(row.getInt(1), row.getLong(2), row.getLong(3)))
                .list());
  }

  /** The op of a row that is superseded stays: its window must be matched anew when applied. */
  private int supersede(WindowOrigin origin) {
    return sql(
            """
            update plan_row p set state = 'D'
            from plan q, (select o.external_id, plan_leg(w.leg_ends, 0, o.window_no) as leg,
                max(o.window_no) as last
              from plan_row o join plan w using (tenant, sync_id)
              where o.tenant = :tenant and o.sync_id = :run and o.kind = 'O' and o.state = 'M'
              group by 1, 2 having count(*) > 1) l
            where p.tenant = :tenant and p.sync_id = :run and p.kind = 'O' and p.state = 'M'
              and q.tenant = :tenant and q.sync_id = :run
              and p.external_id = l.external_id and p.window_no < l.last
              and plan_leg(q.leg_ends, 0, p.window_no) = l.leg
            """,
            origin)
        .update();
  }

  private void repeats(WindowOrigin origin, int superseded) {
    if (superseded > 0) {
      sql("update run set repeats = true where tenant = :tenant and sync_id = :run", origin)
          .update();
    }
  }

  private static final String TOTALS =
      """
      with known as (
        select coalesce(sum((content ->> 'rows')::bigint), 0) as rows from plan_beside
        where tenant = :tenant and sync_id = :run and kind = 'k')
      select count(*) filter (where kind = 'O') + (select rows from known) as fetched,
        count(*) filter (where own and op = 'C') as creates,
        count(*) filter (where own and op in ('F', 'R') and open is null) as updates,
        count(*) filter (where kind = 'R' and entity is null and op = 'T') as deletes,
        count(*) filter (where own and op in ('M', 'J') and open is null) as merges,
        count(*) filter (where open is not null and state = 'M') as conflicts,
        count(*) filter (where own and open is not null) as held,
        count(*) filter (where own and op in ('U', 'V', 'S') and open is null)
          + (select rows from known) as unchanged,
        count(*) filter (where kind = 'O' and state in ('F', 'B')) as fails,
        count(*) filter (where kind = 'O' and state = 'D') as duplicates,
        count(*) filter (where kind = 'O' and (state in ('X', 'O') or (state = 'M' and op = 'X')))
          as filtered,
        count(*) filter (where kind = 'R' and entity is null) as missing,
        count(*) filter (where kind = 'D' and op = 'C') as derived_creates,
        count(*) filter (where kind = 'D' and op in ('F', 'R')) as derived_updates,
        count(*) filter (where kind = 'R' and entity is not null and op = 'T') as derived_deletes
      from (select *, kind = 'O' and state = 'M' as own from plan_row
        where tenant = :tenant and sync_id = :run) p
      """;

  private static Totals read(ResultSet row, int n) throws SQLException {
    return new Totals(
        row.getLong("fetched"),
        new PlanSummary(
            row.getLong("creates"),
            row.getLong("updates"),
            row.getLong("deletes"),
            row.getLong("merges"),
            row.getLong("conflicts"),
            row.getLong("unchanged"),
            row.getLong("fails")),
        new PlanSummary(
            row.getLong("derived_creates"),
            row.getLong("derived_updates"),
            row.getLong("derived_deletes"),
            0,
            0,
            0,
            0),
        row.getLong("duplicates"),
        row.getLong("held"),
        row.getLong("filtered"),
        row.getLong("missing"));
  }

  private StatementSpec sql(String sql, WindowOrigin origin) {
    return database.sql().sql(sql).param("tenant", origin.tenant()).param("run", origin.syncId());
  }
}
