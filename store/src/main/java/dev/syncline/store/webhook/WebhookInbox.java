package dev.syncline.store.webhook;

import dev.syncline.store.database.Database;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Repository;

/** Takes calls in: each is stored, with what it is about, before it is answered. */
@Repository
public class WebhookInbox {
  private final Database database;

  public WebhookInbox(Database database) {
    this.database = database;
  }

  /**
   * Takes calls of one tenant, in this order and in one transaction. A repeat changes nothing,
   * unless what it is about is being read at this moment: the read may have come too early for it,
   * and is followed by another.
   *
   * @return of each call, whether it is new
   */
  public List<Boolean> take(String tenant, List<ReceivedCall> calls) {
    List<Long> about = new ArrayList<>();
    List<ChangedRecord> changes = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      for (ChangedRecord change : calls.get(i).changes()) {
        about.add((long) i + 1);
        changes.add(change);
      }
    }
    Set<Long> fresh =
        new HashSet<>(
            database.inTenant(
                tenant,
                () ->
                    database
                        .sql()
                        .sql(TAKE)
                        .param("tenant", tenant)
                        .param("connections", texts(calls, ReceivedCall::connection))
                        .param(
                            "fingerprints",
                            calls.stream().map(ReceivedCall::fingerprint).toArray(byte[][]::new))
                        .param(
                            "seconds",
                            calls.stream().mapToLong(call -> call.known().toSeconds()).toArray())
                        .param("about", about.stream().mapToLong(n -> n).toArray())
                        .param("resources", texts(changes, ChangedRecord::resource))
                        .param("ids", texts(changes, ChangedRecord::externalId))
                        .query(Long.class)
                        .list()));
    List<Boolean> answers = new ArrayList<>();
    for (long n = 1; n <= calls.size(); n++) {
      answers.add(fresh.contains(n));
    }
    return answers;
  }

  private static <T> String[] texts(
      List<T> of, java.util.function.Function<? super T, String> text) {
    return of.stream().map(text).toArray(String[]::new);
  }

  /**
   * One statement, so that a call costs no more round trips than it must. Rows are written in one
   * order, so that two processes that take calls about the same records never wait for each other
   * in a circle.
   */
  private static final String TAKE =
      """
      with call as (
        select * from unnest(:connections, :fingerprints, :seconds) with ordinality
          as c (connection, fingerprint, seconds, n)),
      entered as (
        insert into webhook_delivery as d (tenant, connection, fingerprint, expires_at)
        select distinct on (connection, fingerprint)
          :tenant, connection, fingerprint, now() + make_interval(secs => seconds)
        from call order by connection, fingerprint, n
        on conflict (tenant, connection, fingerprint) do update
          set received_at = now(), expires_at = excluded.expires_at
          where d.expires_at <= now()
        returning connection, fingerprint),
      fresh as (
        select min(n) as n from call join entered using (connection, fingerprint)
        group by connection, fingerprint),
      pending as (
        insert into webhook_pending (tenant, connection, resource, external_id)
        select distinct :tenant, c.connection, a.resource, a.id
        from unnest(:about, :resources, :ids) as a (n, resource, id) join call c using (n)
        where n in (select n from fresh) or exists (
          select from webhook_pending p
          where p.tenant = :tenant and p.connection = c.connection and p.resource = a.resource
            and p.external_id = a.id and p.reading = p.event)
        order by 2, 3, 4
        on conflict (tenant, connection, resource, external_id) do update
          set event = excluded.event, attempts = 0, due_at = now(), received_at = now())
      select n from fresh
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
}
