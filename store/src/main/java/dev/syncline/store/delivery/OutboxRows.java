package dev.syncline.store.delivery;

import dev.syncline.store.database.Database;
import dev.syncline.store.window.LegMeetings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** Takes rows from the outbox and notes what became of them. */
@Repository
public class OutboxRows {
  private final Database database;

  public OutboxRows(Database database) {
    this.database = database;
  }

  /**
   * The next rows of one resource of a connection, in order, marked as being sent. Rows that an
   * earlier attempt left behind as being sent come again.
   */
  public List<OutboxRow> take(String tenant, String connection, int limit) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    with head as (
                      select resource, task from outbox
                      where tenant = :tenant and connection = :connection
                        and status in ('pending', 'sending') order by seq limit 1),
                    due as (
                      select o.id from outbox o, head
                      where o.tenant = :tenant and o.connection = :connection
                        and o.resource = head.resource and o.task = head.task
                        and o.status in ('pending', 'sending') order by o.seq limit :limit
                      for update of o),
                    taken as (
                      update outbox o set status = 'sending', updated_at = now()
                      from due where o.tenant = :tenant and o.id = due.id
                      returning o.*)
                    select t.id, t.seq, t.resource, t.task, t.entity, t.record_id, r.data,
                      r.deleted_at is not null as deleted, r.version, i.external_id, t.sync_id,
                      t.attempt, t.loose, t.asked_at is not null or exists (
                        select from outbox u where u.tenant = t.tenant
                          and u.record_id = t.record_id and u.connection = t.connection
                          and u.resource = t.resource and u.status = 'unknown') as uncertain
                    from taken t
                      join record r on r.tenant = t.tenant and r.entity = t.entity
                        and r.record_id = t.record_id
                      left join id_map i on i.record_id = t.record_id and i.tenant = t.tenant
                        and i.entity = t.entity and i.connection = t.connection
                        and i.resource = t.resource and i.is_primary
                        and i.hash <> all(:absent)
                    order by t.seq
                    """)
                .param("tenant", tenant)
                .param("connection", connection)
                .param("limit", limit)
                .param("absent", LegMeetings.absent())
                .query(OutboxRows::read)
                .list());
  }

  private static OutboxRow read(ResultSet row, int n) throws SQLException {
    return new OutboxRow(
        row.getObject("id", UUID.class),
        row.getLong("seq"),
        row.getString("resource"),
        row.getString("task"),
        row.getString("entity"),
        row.getObject("record_id", UUID.class),
        row.getString("data"),
        row.getBoolean("deleted"),
        row.getInt("version"),
        row.getString("external_id"),
        row.getObject("sync_id", UUID.class),
        row.getInt("attempt"),
        row.getBoolean("loose"),
        row.getBoolean("uncertain"));
  }

  /** Whether rows wait for that connection. */
  public boolean due(String tenant, String connection) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    select exists (select from outbox where tenant = :tenant
                      and connection = :connection and status in ('pending', 'sending'))
                    """)
                .param("tenant", tenant)
                .param("connection", connection)
                .query(Boolean.class)
                .single());
  }

  /** How many rows of a run are still on their way. */
  public long waiting(String tenant, UUID syncId) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    select (select count(*) from outbox where tenant = :tenant
                        and sync_id = :run and status in ('pending', 'sending'))
                      + (select count(*) from outbox where tenant = :tenant
                        and sync_id = :run and status = 'held' and not resting)
                    """)
                .param("tenant", tenant)
                .param("run", syncId)
                .query(Long.class)
                .single());
  }

  /** Notes that rows are about to be sent in a way that cannot be repeated. */
  public void asked(String tenant, List<OutboxRow> rows) {
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
                    update outbox set asked_at = now()
                    where tenant = :tenant and id = any(:ids) and status = 'sending'
                    """)
                .param("tenant", tenant)
                .param("ids", rows.stream().map(OutboxRow::id).toArray(UUID[]::new))
                .update());
  }

  /**
   * Lets the rows of a task that rest go out again, counted by the run that says so: those that
   * failed or are held, and of those with an unknown outcome the ones whose failures are retried.
   */
  public void revive(String tenant, String task, UUID syncId, List<UUID> failures) {
    database.runInTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    update outbox o set status = 'pending', attempt = 0, sync_id = :run,
                      asked_at = null, updated_at = now()
                    where o.tenant = :tenant and o.task = :task
                      and (o.status in ('failed', 'held') or (o.status = 'unknown' and exists (
                        select from failure f where f.tenant = :tenant and f.task = :task
                          and f.id = any(:failures) and f.identity =
                            'delivery:' || o.connection || '/' || o.resource || ':' || o.record_id)))
                    """)
                .param("run", syncId)
                .param("tenant", tenant)
                .param("task", task)
                .param("failures", failures.toArray(UUID[]::new))
                .update());
  }

  /** Lets the held rows of a connection go out again; false where there are none. */
  public boolean release(String tenant, String connection) {
    return database.inTenant(
            tenant,
            () ->
                database
                    .sql()
                    .sql(
                        """
                        update outbox set status = 'pending', updated_at = now()
                        where tenant = :tenant and connection = :connection and status = 'held'
                        """)
                    .param("tenant", tenant)
                    .param("connection", connection)
                    .update())
        > 0;
  }

  /** A record that waits for others that it refers to. */
  public record Held(
      UUID id, long seq, String task, String resource, String entity, UUID recordId) {}

  /** The newest held row of each record, but those that were let go loose before. */
  public List<Held> held(String tenant, String connection, int limit) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    select distinct on (resource, record_id) id, seq, task, resource, entity,
                      record_id
                    from outbox
                    where tenant = :tenant and connection = :connection and status = 'held'
                      and not loose
                    order by resource, record_id, seq desc limit :limit
                    """)
                .param("tenant", tenant)
                .param("connection", connection)
                .param("limit", limit)
                .query(
                    (row, n) ->
                        new Held(
                            row.getObject("id", UUID.class),
                            row.getLong("seq"),
                            row.getString("task"),
                            row.getString("resource"),
                            row.getString("entity"),
                            row.getObject("record_id", UUID.class)))
                .list());
  }

  /** What is held now rests: no run waits for it any longer. */
  public void rest(String tenant, String connection) {
    database.runInTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    update outbox set resting = true
                    where tenant = :tenant and connection = :connection and status = 'held'
                      and not resting
                    """)
                .param("tenant", tenant)
                .param("connection", connection)
                .update());
  }

  /** Lets held rows go out without what waits for them. */
  public void loosen(String tenant, List<UUID> ids) {
    database.runInTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    update outbox set status = 'pending', loose = true, updated_at = now()
                    where tenant = :tenant and id = any(:ids) and status = 'held'
                    """)
                .param("tenant", tenant)
                .param("ids", ids.toArray(UUID[]::new))
                .update());
  }

  /** The connections that rows wait for, over all tenants; only the reconciler may ask. */
  public List<Waiting> waitingConnections() {
    return database.asReconciler(
        () ->
            database
                .sql()
                .sql(
                    """
                    select distinct tenant, connection from outbox
                    where status in ('pending', 'sending') or (status = 'held' and not resting)
                    """)
                .query((row, n) -> new Waiting(row.getString(1), row.getString(2)))
                .list());
  }

  /** A connection that rows wait for. */
  public record Waiting(String tenant, String connection) {}
}
