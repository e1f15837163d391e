package dev.syncline.store.window;

import dev.syncline.domain.Category;
import dev.syncline.domain.Counts;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.Database;
import dev.syncline.store.staging.Staging;
import dev.syncline.store.staging.StagingTables;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * Commits windows: records, id map, history, failures, outbox, counters and cursor in one
 * transaction, so that the cursor never is ahead of the rows. A window that was committed is found
 * so by a second attempt.
 */
@Repository
public class Windows {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Database database;
  private final Staging staging;
  private final RecordWrites records;
  private final FoundDuplicates found;
  private final Quarantine quarantine;
  private final Planning planning;
  private final Outbox outbox;
  private final DerivedWrites derived;
  private final LinkWrites links;
  private final WindowCounts counts;
  private final LegWrites legs;
  private final KnownRows known;

  Windows(
      Database database,
      Staging staging,
      RecordWrites records,
      FoundDuplicates found,
      Quarantine quarantine,
      Planning planning,
      Outbox outbox,
      DerivedWrites derived,
      LinkWrites links,
      WindowCounts counts,
      LegWrites legs,
      KnownRows known) {
    this.database = database;
    this.staging = staging;
    this.records = records;
    this.found = found;
    this.quarantine = quarantine;
    this.planning = planning;
    this.outbox = outbox;
    this.derived = derived;
    this.links = links;
    this.counts = counts;
    this.legs = legs;
    this.known = known;
  }

  /** What a window that was committed before came to. */
  public Optional<Counts> committed(WindowOrigin origin, int window) {
    return database.inTenant(origin.tenant(), () -> find(origin, window));
  }

  private Optional<Counts> find(WindowOrigin origin, int window) {
    return database
        .sql()
        .sql(
            """
            select counts from run_window
            where tenant = :tenant and sync_id = :run and window_no = :window
            """)
        .param("tenant", origin.tenant())
        .param("run", origin.syncId())
        .param("window", window)
        .query(String.class)
        .optional()
        .map(json -> JSON.readValue(json, Counts.class));
  }

  /**
   * Commits a window.
   *
   * @throws Overtaken where another writer was faster; nothing is written then
   * @throws SynclineException CANCELLED where the run has ended meanwhile
   */
  public Committed commit(WindowCommit window, java.util.UUID epoch) {
    WindowOrigin origin = window.origin();
    return database.inTenant(
        origin.tenant(),
        () -> {
          staging.requireEpoch(epoch);
          EntityLocks.take(database, origin, window.further());
          WindowSql sql = new WindowSql(database, window);
          if (window.twoWay()) {
            legs.prepare(sql);
          }
          Counts counted = count(window, sql);
          boolean planOnly = window.purpose() == Purpose.PLAN;
          advance(window, counted, planOnly ? Counts.ZERO : counted);
          boolean again = window.noticed().again() || (counted.duplicate() > 0 && wroteBefore(sql));
          notice(window, again);
          long waiting = 0;
          if (window.purpose().plans()) {
            planning.write(sql, window);
            if (window.known() != null) {
              KnownRows.plan(sql, window.known());
            }
          } else {
            if (window.twoWay()) {
              legs.requireUnmoved(sql);
            }
            found.merged(sql, window);
            records.write(sql);
            found.proposed(sql, window);
            quarantine.write(sql);
            waiting = window.twoWay() ? legs.settle(sql, window) : outbox.enqueue(sql, window);
          }
          if (window.further().any()) {
            further(window, sql);
          }
          if (!planOnly) {
            quarantine.items(sql);
          }
          if (window.keepsSeenKeys()) {
            sql.update(
                """
                insert into seen_key (tenant, sync_id, leg, external_id)
                select distinct :tenant, :run::uuid, :leg, external_id from {c}
                where external_id is not null on conflict do nothing
                """);
            if (window.known() != null) {
              KnownRows.remember(sql, window.known());
            }
          }
          staging.drop(window.tables());
          staging.drop(FoundDuplicates.tables(window));
          took(window);
          if (!planOnly) {
            announce(window, counted);
          }
          return new Committed(counted, waiting);
        });
  }

  private Counts count(WindowCommit window, WindowSql sql) {
    Counts met = window.twoWay() ? legs.count(sql) : counts.count(sql);
    if (!window.twoWay()) {
      return met;
    }
    long unchanged = window.known() == null ? KnownRows.planned(sql) : known.count(window.known());
    return met.plus(new Counts(unchanged, 0, 0, unchanged, 0, 0, 0, 0, 0));
  }

  private void further(WindowCommit window, WindowSql sql) {
    derived.write(window, sql);
    if (window.further().references() && !window.purpose().plans()) {
      links.refer(sql, window);
    }
    staging.drop(List.of(StagingTables.furtherOf(window.candidates())));
  }

  private void advance(WindowCommit window, Counts met, Counts counted) {
    WindowOrigin origin = window.origin();
    int moved =
        database
            .sql()
            .sql(
                """
                update run set windows = :window,
                  cursor = case when :last then null else cast(:cursor as text) end,
                  read_complete = :last and :last_leg,
                  leg = case when :last and not :last_leg then :leg + 1 else leg end,
                  leg_fetched = case when :last then fetched + :fetched else leg_fetched end,
                  phase = 'saving',
                  total_records = case
                    when cast(:total as bigint) is not null and :counts_all
                      then greatest(leg_fetched + :total, fetched + :fetched)
                    when total_records is not null
                      then greatest(total_records, fetched + :fetched) end,
                  watermark = case when :leg = 0 then greatest(watermark, :watermark)
                    else watermark end,
                  leg_watermarks = case when :leg = 0 or cast(:watermark as timestamptz) is null
                    then leg_watermarks
                    else jsonb_set(leg_watermarks, array[cast(:leg as text)], to_jsonb(greatest(
                      (leg_watermarks ->> cast(:leg as text))::timestamptz, :watermark))) end,
                  fetched = fetched + :fetched, created = created + :created,
                  updated = updated + :updated, unchanged = unchanged + :unchanged,
                  duplicate = duplicate + :duplicate, filtered = filtered + :filtered,
                  held = held + :held, failed = failed + :failed,
                  phase_ms = phase_ms || jsonb_build_object(
                    'fetching', coalesce((phase_ms ->> 'fetching')::bigint, 0) + :fetch_ms,
                    'transforming', coalesce((phase_ms ->> 'transforming')::bigint, 0) + :map_ms,
                    'matching', coalesce((phase_ms ->> 'matching')::bigint, 0) + :match_ms)
                where tenant = :tenant and sync_id = :run and status = 'running'
                  and windows = :window - 1
                """)
            .param("window", window.number())
            .param("cursor", window.cursor())
            .param("last", window.last())
            .param("leg", origin.leg())
            .param("last_leg", window.lastLeg())
            .param("held", counted.held())
            .param("total", window.total(), java.sql.Types.BIGINT)
            // The last system's number completes the total; a plan that is judged counts none.
            .param(
                "counts_all",
                window.lastLeg() && (origin.leg() == 0 || window.purpose() != Purpose.PLAN))
            .param(
                "watermark",
                window.watermark() == null ? null : window.watermark().atOffset(ZoneOffset.UTC),
                java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
            .param("fetched", counted.fetched())
            .param("created", counted.created())
            .param("updated", counted.updated())
            .param("unchanged", counted.unchanged())
            .param("duplicate", counted.duplicate())
            .param("filtered", counted.filtered())
            .param("failed", counted.failed())
            .param("fetch_ms", window.fetchMillis())
            .param("map_ms", window.transformMillis())
            .param("match_ms", window.matchMillis())
            .param("tenant", origin.tenant())
            .param("run", origin.syncId())
            .update();
    if (moved == 0) {
      throw SynclineException.of(
          Category.CANCELLED, "the run has ended, or this window was committed by another attempt");
    }
    database
        .sql()
        .sql(
            """
            insert into run_window (tenant, sync_id, window_no, rows, counts)
            values (:tenant, :run, :window, :rows, cast(:counts as jsonb))
            """)
        .param("tenant", origin.tenant())
        .param("run", origin.syncId())
        .param("window", window.number())
        .param("rows", met.fetched())
        .param("counts", JSON.writeValueAsString(met))
        .update();
  }

  /** Whether a key came that an earlier window of this run has written. */
  private static boolean wroteBefore(WindowSql sql) {
    return sql.statement("select exists (select from {d} where touched)")
        .query(Boolean.class)
        .single();
  }

  private void notice(WindowCommit window, boolean again) {
    if (again || window.noticed().unasked() > 0) {
      new WindowSql(database, window)
          .statement(
              """
              update run set unasked = unasked + :unasked, repeats = repeats or :again
              where tenant = :tenant and sync_id = :run
              """)
          .param("unasked", window.noticed().unasked())
          .param("again", again)
          .update();
    }
  }

  private void took(WindowCommit window) {
    new WindowSql(database, window)
        .update(
            """
            update run set phase_ms = phase_ms || jsonb_build_object('saving',
              coalesce((phase_ms ->> 'saving')::bigint, 0)
                + (extract(epoch from clock_timestamp() - now()) * 1000)::bigint)
            where tenant = :tenant and sync_id = :run
            """);
  }

  private void announce(WindowCommit window, Counts counted) {
    new WindowSql(database, window)
        .statement(
            """
            insert into event (tenant, sync_id, type, fields)
            values (:tenant, :run, 'syncTask.batchProcessed', jsonb_build_object(
              'task_id', :task, 'batch_index', :window - 1, 'batch_size', :size,
              'records_created', :created, 'records_updated', :updated,
              'records_failed', :failed))
            """)
        .param("size", counted.fetched())
        .param("created", counted.created())
        .param("updated", counted.updated())
        .param("failed", counted.failed())
        .update();
  }
}
