package dev.syncline.store.webhook;

import dev.syncline.store.database.Database;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Takes calls in: each is stored, with what it is about, before it is answered. */
@Repository
public class WebhookInbox {
  private final Database database;

  public WebhookInbox(Database database) {
    this.database = database;
  }

  /**
   * Takes a call. A repeat changes nothing, unless what it is about is being read at this moment:
   * the read may have come too early for it, and is followed by another.
   *
   * @param fingerprint by which a repeat is known
   * @param expires until when
   * @return whether the call is new
   */
  public boolean take(
      String tenant,
      String connection,
      byte[] fingerprint,
      Instant expires,
      List<ChangedRecord> changes) {
    return database.inTenant(
        tenant,
        () -> {
          boolean fresh = enter(tenant, connection, fingerprint, expires);
          if (!changes.isEmpty()) {
            bind(fresh ? ADD : TOUCH, tenant, connection)
                .param("resources", changes.stream().map(c -> c.resource()).toArray(String[]::new))
                .param("ids", changes.stream().map(c -> c.externalId()).toArray(String[]::new))
                .update();
          }
          return fresh;
        });
  }

  private boolean enter(String tenant, String connection, byte[] fingerprint, Instant expires) {
    return bind(
                """
                insert into webhook_delivery as d (tenant, connection, fingerprint, expires_at)
                values (:tenant, :connection, :fingerprint, :expires)
                on conflict (tenant, connection, fingerprint) do update
                  set received_at = now(), expires_at = excluded.expires_at
                  where d.expires_at <= now()
                """,
                tenant,
                connection)
            .param("fingerprint", fingerprint)
            .param("expires", Timestamp.from(expires))
            .update()
        > 0;
  }

  /** In one order, so that two calls about the same records never wait for each other. */
  private static final String ADD =
      """
      insert into webhook_pending as p (tenant, connection, resource, external_id)
      select distinct :tenant, :connection, c.resource, c.id
      from unnest(:resources, :ids) as c (resource, id) order by 3, 4
      on conflict (tenant, connection, resource, external_id) do update
        set event = excluded.event, attempts = 0, due_at = now(), received_at = now()
      """;

  private static final String TOUCH =
      """
      update webhook_pending p set event = nextval('webhook_event')
      from unnest(:resources, :ids) as c (resource, id)
      where p.tenant = :tenant and p.connection = :connection and p.resource = c.resource
        and p.external_id = c.id and p.reading = p.event
      """;

  /** What is to be read by now, over all tenants. */
  public List<PendingResource> waiting() {
    return database.asReconciler(
        () ->
            database
                .sql()
                .sql(
                    """
                    select distinct tenant, connection, resource from webhook_pending
                    where due_at <= now()
                    """)
                .query(
                    (row, n) ->
                        new PendingResource(row.getString(1), row.getString(2), row.getString(3)))
                .list());
  }

  /** Forgets the calls of which no repeat is known any more. */
  public void expire() {
    database.asReconciler(
        () ->
            database.sql().sql("delete from webhook_delivery where expires_at <= now()").update());
  }

  private StatementSpec bind(String sql, String tenant, String connection) {
    return database.sql().sql(sql).param("tenant", tenant).param("connection", connection);
  }
}
