package dev.syncline.store.notification;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.Rows;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Repository;

/** The ends of runs that wait to be grouped into messages. The database enters them. */
@Repository
public class Notices {
  private final Database database;

  public Notices(Database database) {
    this.database = database;
  }

  /** A task of a tenant. */
  public record TaskOfTenant(String tenant, String task) {}

  /** What notices and groups come to. */
  public record Folded(List<NewNotification> messages, List<NoticeGroup> groups) {}

  /** Decides what is told now and what is held back. */
  @FunctionalInterface
  public interface Folding {
    Folded fold(List<Notice> notices, List<NoticeGroup> groups);
  }

  /** Turns what waits into messages and groups, in one transaction; one caller a task at a time. */
  public List<NoticeGroup> fold(String tenant, String task, Folding folding) {
    return database.inTenant(
        tenant,
        () -> {
          lock(tenant, task);
          List<Long> ids = new ArrayList<>();
          Folded folded = folding.fold(take(tenant, task, ids), groups(tenant, task));
          folded.messages().forEach(message -> insert(tenant, task, message));
          folded.groups().forEach(group -> keep(tenant, task, group));
          forget(tenant, ids);
          return folded.groups();
        });
  }

  private void lock(String tenant, String task) {
    database
        .sql()
        .sql("select 1 from pg_advisory_xact_lock(hashtextextended(:key, 0))")
        .param("key", "notify/" + tenant + "/" + task)
        .query(Integer.class)
        .single();
  }

  private List<Notice> take(String tenant, String task, List<Long> ids) {
    return database
        .sql()
        .sql(
            """
            select id, status, run, run ->> 'trigger' as trigger from notice
            where tenant = :tenant and task = :task order by id limit 1000
            """)
        .param("tenant", tenant)
        .param("task", task)
        .query(
            (row, n) -> {
              ids.add(row.getLong("id"));
              return new Notice(
                  row.getString("status"), row.getString("run"), row.getString("trigger"));
            })
        .list();
  }

  private List<NoticeGroup> groups(String tenant, String task) {
    return database
        .sql()
        .sql("select * from notice_group where tenant = :tenant and task = :task order by status")
        .param("tenant", tenant)
        .param("task", task)
        .query(
            (row, n) ->
                new NoticeGroup(
                    row.getString("status"),
                    Rows.time(row, "sent_at"),
                    row.getBoolean("reported"),
                    row.getInt("held"),
                    row.getString("last")))
        .list();
  }

  private void insert(String tenant, String task, NewNotification message) {
    database
        .sql()
        .sql(
            """
            insert into notification (tenant, id, task, channel, kind, body, due_at, created_at,
              updated_at)
            values (:tenant, :id, :task, :channel, :kind, cast(:body as json), :at, :at, :at)
            """)
        .param("tenant", tenant)
        .param("id", message.id())
        .param("task", task)
        .param("channel", message.channel())
        .param("kind", message.kind())
        .param("body", message.body())
        .param("at", Timestamp.from(message.at()))
        .update();
  }

  private void keep(String tenant, String task, NoticeGroup group) {
    database
        .sql()
        .sql(
            """
            insert into notice_group (tenant, task, status, sent_at, reported, held, last)
            values (:tenant, :task, :status, :sent_at, :reported, :held, cast(:last as json))
            on conflict (tenant, task, status) do update set sent_at = excluded.sent_at,
              reported = excluded.reported, held = excluded.held, last = excluded.last
            """)
        .param("tenant", tenant)
        .param("task", task)
        .param("status", group.status())
        .param("sent_at", Timestamp.from(group.sentAt()))
        .param("reported", group.reported())
        .param("held", group.held())
        .param("last", group.last())
        .update();
  }

  private void forget(String tenant, List<Long> ids) {
    database
        .sql()
        .sql("delete from notice where tenant = :tenant and id = any(:ids)")
        .param("tenant", tenant)
        .param("ids", ids.toArray(Long[]::new))
        .update();
  }

  /** Whether ends of a task's runs wait. */
  public boolean any(String tenant, String task) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql("select exists (select from notice where tenant = :tenant and task = :task)")
                .param("tenant", tenant)
                .param("task", task)
                .query(Boolean.class)
                .single());
  }

  /** Whether, of any tenant, something waits that nobody has tried to tell yet. */
  public boolean untold(Instant now) {
    return database.asReconciler(
        () ->
            database
                .sql()
                .sql(
                    """
                    select exists (select from notice) or exists (
                      select from notification
                      where status = 'pending' and attempt = 0 and due_at <= :now)
                    """)
                .param("now", Timestamp.from(now))
                .query(Boolean.class)
                .single());
  }

  /**
   * The tasks of all tenants that have something to tell by now: ends of runs, messages that are
   * due, ends that were held back for the quiet time.
   */
  public List<TaskOfTenant> waiting(Instant now, Duration quiet) {
    return database.asReconciler(
        () ->
            database
                .sql()
                .sql(
                    """
                    select tenant, task from notice
                    union select tenant, task from notification
                      where status = 'pending' and due_at <= :now
                    union select tenant, task from notice_group
                      where held > 0 and sent_at <= :quiet
                    """)
                .param("now", Timestamp.from(now))
                .param("quiet", Timestamp.from(now.minus(quiet)))
                .query((row, n) -> new TaskOfTenant(row.getString(1), row.getString(2)))
                .list());
  }
}
