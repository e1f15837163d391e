package dev.syncline.store.delivery;

import dev.syncline.store.database.Database;
import dev.syncline.store.run.RunHistory;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;

/** Notes what became of outbox rows: id map, counters and the row itself in one transaction. */
@Repository
public class DeliveryResults {
  /** The code of a delivery whose answer was lost: it rests until a person decides. */
  public static final String UNKNOWN = "UNKNOWN";

  private final Database database;
  private final DeliveryFailures failures;

  public DeliveryResults(Database database, DeliveryFailures failures) {
    this.database = database;
    this.failures = failures;
  }

  /** A row that was refused. */
  public record Refusal(OutboxRow row, String code, String message, boolean recoverable) {
    /** The same of another row of the record. */
    public Refusal of(OutboxRow other) {
      return new Refusal(other, code, message, recoverable);
    }
  }

  /** Rows that were written leave the outbox; the run's counters say so. */
  public void delivered(String tenant, String connection, List<Delivered> rows) {
    if (rows.isEmpty()) {
      return;
    }
    database.runInTenant(
        tenant,
        () -> {
          map(tenant, connection, rows);
          failures.settle(tenant, connection, rows);
          database
              .sql()
              .sql(
                  """
                  insert into outbox (tenant, connection, resource, task, entity, record_id,
                    record_version, operation, sync_id)
                  select tenant, connection, resource, task, entity, record_id, record_version,
                    operation, sync_id
                  from outbox where tenant = :tenant and id = any(:ids) and loose
                  """)
              .param("tenant", tenant)
              .param("ids", ids(rows, Delivered::row))
              .update();
          database
              .sql()
              .sql(
                  """
                  with gone as (
                    delete from outbox o
                    using unnest(cast(:ids as uuid[]), cast(:effects as text[])) as d(id, effect)
                    where o.tenant = :tenant and o.id = d.id
                    returning o.sync_id, d.effect),
                  counted as (
                    select sync_id, count(*) filter (where effect = 'created') as created,
                      count(*) filter (where effect = 'updated') as updated,
                      count(*) filter (where effect = 'unchanged') as unchanged,
                      count(*) filter (where effect = 'deleted') as deleted
                    from gone group by sync_id)
                  update run r set delivered_created = delivered_created + c.created,
                    delivered_updated = delivered_updated + c.updated,
                    delivered_unchanged = delivered_unchanged + c.unchanged,
                    delivered_deleted = delivered_deleted + c.deleted
                  from counted c where r.tenant = :tenant and r.sync_id = c.sync_id
                  """)
              .param("ids", ids(rows, Delivered::row))
              .param("effects", rows.stream().map(Delivered::effect).toArray(String[]::new))
              .param("tenant", tenant)
              .update();
        });
  }

  private void map(String tenant, String connection, List<Delivered> rows) {
    List<Delivered> standing =
        rows.stream()
            .filter(r -> !r.effect().equals("deleted") && !r.externalId().isEmpty())
            .toList();
    List<Delivered> gone = rows.stream().filter(r -> r.effect().equals("deleted")).toList();
    if (!standing.isEmpty()) {
      database
          .sql()
          .sql(
              """
              insert into id_map as i (tenant, entity, connection, resource, external_id, record_id,
                hash, base, base_version, is_source, sync_id)
              select distinct on (d.entity, d.resource, d.external_id) :tenant, d.entity,
                :connection, d.resource, d.external_id, d.record_id, d.hash, d.sent::jsonb,
                d.version, false, d.sync_id
              from unnest(cast(:entities as text[]), cast(:resources as text[]),
                cast(:externals as text[]), cast(:records as uuid[]), cast(:hashes as uuid[]),
                cast(:sent as text[]), cast(:versions as int[]), cast(:runs as uuid[]),
                cast(:seqs as bigint[]))
                as d(entity, resource, external_id, record_id, hash, sent, version, sync_id, seq)
              order by d.entity, d.resource, d.external_id, d.seq desc
              on conflict (tenant, entity, connection, resource, external_id) do update set
                record_id = excluded.record_id, hash = excluded.hash, base = excluded.base,
                base_version = excluded.base_version, sync_id = excluded.sync_id,
                synced_at = now()
              where not i.is_source
              """)
          .param("tenant", tenant)
          .param("connection", connection)
          .param("entities", texts(standing, d -> d.row().entity()))
          .param("resources", texts(standing, d -> d.row().resource()))
          .param("externals", texts(standing, Delivered::externalId))
          .param("records", standing.stream().map(d -> d.row().recordId()).toArray(UUID[]::new))
          .param("hashes", standing.stream().map(Delivered::hash).toArray(UUID[]::new))
          .param("sent", texts(standing, d -> String.valueOf(d.sent())))
          .param("versions", standing.stream().map(d -> d.row().version()).toArray(Integer[]::new))
          .param("runs", standing.stream().map(d -> d.row().syncId()).toArray(UUID[]::new))
          .param("seqs", standing.stream().map(d -> d.row().seq()).toArray(Long[]::new))
          .update();
    }
    if (!gone.isEmpty()) {
      database
          .sql()
          .sql(
              """
              delete from id_map i using unnest(cast(:records as uuid[])) as d(record_id)
              where i.record_id = d.record_id and i.tenant = :tenant
                and i.connection = :connection and not i.is_source
              """)
          .param("records", gone.stream().map(d -> d.row().recordId()).toArray(UUID[]::new))
          .param("tenant", tenant)
          .param("connection", connection)
          .update();
    }
  }

  /** Rows that were refused rest as failed, with the system's words, and are listed. */
  public void refused(String tenant, String connection, List<Refusal> refusals) {
    if (refusals.isEmpty()) {
      return;
    }
    database.runInTenant(
        tenant,
        () -> {
          for (Refusal refusal : refusals) {
            refuse(tenant, connection, refusal);
          }
        });
  }

  private void refuse(String tenant, String connection, Refusal refusal) {
    OutboxRow row = refusal.row();
    int changed =
        database
            .sql()
            .sql(
                """
                update outbox set status = :status, asked_at = null, attempt = attempt + 1, code = :code,
                  message = :message, updated_at = now()
                where tenant = :tenant and id = :id and status = 'sending'
                """)
            .param("status", refusal.code().equals(UNKNOWN) ? "unknown" : "failed")
            .param("code", refusal.code())
            .param("message", refusal.message())
            .param("tenant", tenant)
            .param("id", row.id())
            .update();
    if (changed == 0) {
      return;
    }
    database
        .sql()
        .sql(
            """
            update run set delivered_failed = delivered_failed + 1
            where tenant = :tenant and sync_id = :run
            """)
        .param("tenant", tenant)
        .param("run", row.syncId())
        .update();
    database
        .sql()
        .sql(
            """
            insert into run_item (tenant, sync_id, seq, external_id, connection, record_id,
              operation, status, phase, code, message, recoverable)
            select :tenant, :run, (2::bigint << 60) - 1 - :seq,
              coalesce(n.external_id, s.external_id),
              case when n.external_id is null then s.connection else :connection end, :record,
              'none', 'failed', 'delivering', :code, :message, :recoverable
            from (values (cast(:external as text))) n(external_id)
              left join lateral (select i.external_id, i.connection from id_map i
                where i.tenant = :tenant and i.record_id = :record and i.is_source
                order by i.connection, i.resource, i.external_id limit 1) s on true
            on conflict do nothing
            """)
        .param("connection", connection)
        .param("tenant", tenant)
        .param("run", row.syncId())
        .param("seq", row.seq())
        .param("external", row.externalId())
        .param("record", row.recordId())
        .param("code", refusal.code())
        .param("message", "delivery to '" + connection + "': " + refusal.message())
        .param("recoverable", refusal.recoverable())
        .update();
    failures.enter(tenant, connection, refusal);
  }

  /** Rows that wait for a record they refer to; no run waits for them. */
  public void held(String tenant, String connection, List<Refusal> holds) {
    database.runInTenant(
        tenant,
        () -> {
          for (Refusal hold : holds) {
            database
                .sql()
                .sql(
                    """
                    update outbox set status = 'held', resting = false, code = :code, message = :message,
                      updated_at = now()
                    where tenant = :tenant and id = :id and status = 'sending'
                    """)
                .param("code", hold.code())
                .param("message", hold.message())
                .param("tenant", tenant)
                .param("id", hold.row().id())
                .update();
            failures.enter(tenant, connection, hold);
          }
        });
  }

  /** Notes a failed attempt at rows that had no effect and will be tried again. */
  public void attempted(String tenant, List<OutboxRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    database.runInTenant(
        tenant,
        () -> {
          database
              .sql()
              .sql(
                  """
                  update outbox set attempt = attempt + 1, asked_at = null,
                    updated_at = now()
                  where tenant = :tenant and id = any(:ids)
                  """)
              .param("tenant", tenant)
              .param("ids", ids(rows, r -> r))
              .update();
          // In the order of their ids, so that no two of these wait for each other.
          rows.stream()
              .collect(Collectors.groupingBy(OutboxRow::syncId, TreeMap::new, Collectors.toList()))
              .forEach((run, of) -> retried(tenant, run, of));
        });
  }

  /** Rows that a system did not get to; they are as if they had not been tried. */
  public void spared(String tenant, List<OutboxRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    database.runInTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    update outbox set asked_at = null, updated_at = now()
                    where tenant = :tenant and id = any(:ids) and asked_at is not null
                    """)
                .param("tenant", tenant)
                .param("ids", ids(rows, r -> r))
                .update());
  }

  private void retried(String tenant, UUID run, List<OutboxRow> rows) {
    RunHistory.retried(
        database, tenant, run, "delivering", rows.get(0).attempt() + 2, rows.size(), null);
  }

  private static <T> UUID[] ids(List<T> rows, Function<T, OutboxRow> row) {
    return rows.stream().map(r -> row.apply(r).id()).toArray(UUID[]::new);
  }

  private static String[] texts(List<Delivered> rows, Function<Delivered, String> text) {
    return rows.stream().map(text).toArray(String[]::new);
  }
}
