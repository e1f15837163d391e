package dev.syncline.store.notification;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.Range;
import dev.syncline.store.database.Rows;
import dev.syncline.store.database.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Messages that were sent or are to be. */
@Repository
public class Notifications {
  private final Database database;

  public Notifications(Database database) {
    this.database = database;
  }

  /** Those of a task that are due, oldest first. */
  public List<NotificationRow> due(String tenant, String task, Instant now) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    select * from notification
                    where tenant = :tenant and task = :task and status = 'pending'
                      and due_at <= :now
                    order by created_at, id limit 100
                    """)
                .param("tenant", tenant)
                .param("task", task)
                .param("now", Timestamp.from(now))
                .query(Notifications::read)
                .list());
  }

  /** When the next one of a task is due. */
  public Optional<Instant> nextDue(String tenant, String task) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    select due_at from notification
                    where tenant = :tenant and task = :task and status = 'pending'
                    order by due_at limit 1
                    """)
                .param("tenant", tenant)
                .param("task", task)
                .query((row, n) -> Rows.time(row, "due_at"))
                .optional());
  }

  public void sent(String tenant, UUID id, Instant now) {
    settle(tenant, id, "sent", null, now, now);
  }

  /** Notes that an attempt failed, for good or until the next one is due. */
  public void failed(String tenant, UUID id, String message, @Nullable Instant again, Instant now) {
    settle(
        tenant,
        id,
        again == null ? "failed" : "pending",
        message,
        again == null ? now : again,
        now);
  }

  private void settle(
      String tenant, UUID id, String status, @Nullable String message, Instant due, Instant now) {
    database.runInTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    update notification set status = :status, message = :message, due_at = :due,
                      attempt = attempt + 1, updated_at = :now
                    where tenant = :tenant and id = :id and status = 'pending'
                    """)
                .param("status", status)
                .param("message", message)
                .param("due", Timestamp.from(due))
                .param("now", Timestamp.from(now))
                .param("tenant", tenant)
                .param("id", id)
                .update());
  }

  /** All of a tenant, newest first. */
  public Slice<NotificationRow> list(
      String tenant, @Nullable String task, @Nullable String status, Range range) {
    String where =
        """
         from notification where tenant = :tenant
          and (cast(:task as text) is null or task = :task)
          and (cast(:status as text) is null or status = :status)
        """;
    return database.inTenant(
        tenant,
        () ->
            new Slice<>(
                database
                    .sql()
                    .sql("select *" + where + " order by created_at desc, id limit :n offset :o")
                    .param("tenant", tenant)
                    .param("task", task)
                    .param("status", status)
                    .param("n", range.limit())
                    .param("o", range.offset())
                    .query(Notifications::read)
                    .list(),
                database
                    .sql()
                    .sql("select count(*)" + where)
                    .param("tenant", tenant)
                    .param("task", task)
                    .param("status", status)
                    .query(Long.class)
                    .single()));
  }

  private static NotificationRow read(ResultSet row, int n) throws SQLException {
    return new NotificationRow(
        row.getObject("id", UUID.class),
        row.getString("task"),
        row.getString("channel"),
        row.getString("kind"),
        row.getString("body"),
        row.getString("status"),
        row.getInt("attempt"),
        Rows.time(row, "due_at"),
        row.getString("message"),
        Rows.time(row, "created_at"),
        Rows.time(row, "updated_at"));
  }
}
