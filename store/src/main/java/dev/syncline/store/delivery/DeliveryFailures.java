package dev.syncline.store.delivery;

import dev.syncline.store.database.Database;
import dev.syncline.store.delivery.DeliveryResults.Refusal;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** Deliveries in the list of failures: one open entry for each record and system. */
@Repository
public class DeliveryFailures {
  private final Database database;

  public DeliveryFailures(Database database) {
    this.database = database;
  }

  /** Enters a delivery that did not take place; inside the caller's transaction. */
  void enter(String tenant, String connection, Refusal refusal) {
    OutboxRow row = refusal.row();
    database
        .sql()
        .sql(
            """
            insert into failure as f (tenant, id, sync_id, task, entity, external_id, identity,
              operation, phase, code, message, recoverable)
            values (:tenant, gen_random_uuid(), :run, :task, :entity,
              coalesce(:external, (select i.external_id from id_map i
                where i.tenant = :tenant and i.record_id = :record and i.is_source
                order by i.connection, i.resource, i.external_id limit 1)),
              :identity, :operation, 'delivering', :code, :message, :recoverable)
            on conflict (tenant, task, identity) where status in ('failed', 'retrying')
            do update set sync_id = excluded.sync_id, external_id = excluded.external_id,
              operation = excluded.operation, code = excluded.code, message = excluded.message,
              recoverable = excluded.recoverable, status = 'failed', updated_at = now()
            """)
        .param("tenant", tenant)
        .param("run", row.syncId())
        .param("task", row.task())
        .param("entity", row.entity())
        .param("external", row.externalId())
        .param("record", row.recordId())
        .param("identity", identity(connection, row))
        .param(
            "operation", row.deleted() ? "delete" : row.externalId() == null ? "create" : "update")
        .param("code", refusal.code())
        .param("message", "delivery to '" + connection + "': " + refusal.message())
        .param("recoverable", refusal.recoverable())
        .update();
  }

  /** What was delivered is no failure any more, and its earlier states need not be sent. */
  void settle(String tenant, String connection, List<Delivered> rows) {
    database
        .sql()
        .sql(
            """
            update failure f set status = 'resolved', updated_at = now()
            from unnest(cast(:tasks as text[]), cast(:identities as text[])) as d(task, identity)
            where f.tenant = :tenant and f.task = d.task and f.identity = d.identity
              and f.status in ('failed', 'retrying')
            """)
        .param("tenant", tenant)
        .param("tasks", rows.stream().map(d -> d.row().task()).toArray(String[]::new))
        .param(
            "identities",
            rows.stream().map(d -> identity(connection, d.row())).toArray(String[]::new))
        .update();
    database
        .sql()
        .sql(
            """
            delete from outbox o
            using unnest(cast(:records as uuid[]), cast(:resources as text[]),
              cast(:seqs as bigint[])) as d(record_id, resource, seq)
            where o.tenant = :tenant and o.record_id = d.record_id and o.connection = :connection
              and o.resource = d.resource and o.seq < d.seq
              and o.status in ('failed', 'held', 'unknown')
            """)
        .param("tenant", tenant)
        .param("connection", connection)
        .param("records", rows.stream().map(d -> d.row().recordId()).toArray(UUID[]::new))
        .param("resources", rows.stream().map(d -> d.row().resource()).toArray(String[]::new))
        .param("seqs", rows.stream().map(d -> d.row().seq()).toArray(Long[]::new))
        .update();
  }

  private static String identity(String connection, OutboxRow row) {
    return "delivery:" + connection + "/" + row.resource() + ":" + row.recordId();
  }
}
