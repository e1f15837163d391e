package dev.syncline.store.webhook;

import dev.syncline.store.database.Database;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * Which records of a resource wait to be read, and which are being read. A call that comes during a
 * read moves its row's {@code event} on, and the row waits again once the read is over.
 */
@Repository
public class PendingReads {
  private final Database database;

  public PendingReads(Database database) {
    this.database = database;
  }

  /**
   * Records that are read by one run.
   *
   * @param ids the records; empty for everything that changed
   * @param event the latest call among them, which no other batch has
   * @param attempt how often it was tried before
   * @param syncId the run, or null where it is not started, or not known to be
   */
  public record Batch(List<String> ids, long event, int attempt, @Nullable UUID syncId) {
    public Batch {
      ids = List.copyOf(ids);
    }
  }

  /** What is being read at this moment. */
  public Optional<Batch> reading(PendingResource of) {
    return database.inTenant(
        of.tenant(),
        () -> {
          List<Row> rows =
              bind(
                      """
                      select external_id, reading, attempts, sync_id from webhook_pending
                      where %s and reading is not null order by external_id
                      """,
                      of)
                  .query(
                      (row, n) ->
                          new Row(
                              row.getString(1),
                              row.getLong(2),
                              row.getInt(3),
                              row.getObject(4, UUID.class)))
                  .list();
          if (rows.isEmpty()) {
            return Optional.empty();
          }
          return Optional.of(
              new Batch(
                  rows.stream().map(Row::id).filter(id -> !id.isEmpty()).toList(),
                  rows.stream().mapToLong(Row::event).max().orElse(0),
                  rows.stream().mapToInt(Row::attempts).max().orElse(0),
                  rows.get(0).syncId()));
        });
  }

  private record Row(String id, long event, int attempts, @Nullable UUID syncId) {}

  /**
   * Marks records that are due as being read: first the call that named none, alone. Those that a
   * call is changing at this moment are left to the wake-up that follows it.
   */
  public Optional<Batch> take(PendingResource of, int limit) {
    int taken =
        database.inTenant(
            of.tenant(),
            () ->
                bind(
                        """
                        with due as (
                          select external_id from webhook_pending
                          where %1$s and reading is null and due_at <= now()
                            and (external_id = '' or not exists (
                              select from webhook_pending where %1$s and external_id = ''
                                and due_at <= now()))
                          order by event limit :limit for update skip locked)
                        update webhook_pending set reading = event, sync_id = null
                        where %1$s and external_id in (select external_id from due)
                        """,
                        of)
                    .param("limit", limit)
                    .update());
    return taken == 0 ? Optional.empty() : reading(of);
  }

  /** Notes the run that reads them. */
  public void started(PendingResource of, UUID syncId) {
    update(
        "update webhook_pending set sync_id = :value where %s and reading is not null", of, syncId);
  }

  /** They were read: those that nobody called about since are done, the others wait again. */
  public void done(PendingResource of) {
    database.runInTenant(
        of.tenant(),
        () -> {
          lockReading(of);
          bind("delete from webhook_pending where %s and reading = event", of).update();
          bind(
                  """
                  update webhook_pending set reading = null, sync_id = null, due_at = now()
                  where %s and reading is not null
                  """,
                  of)
              .update();
        });
  }

  /** They were not read, through no fault of theirs: they wait as if nothing had been. */
  public void release(PendingResource of) {
    database.runInTenant(
        of.tenant(),
        () -> {
          lockReading(of);
          bind(
                  """
                  update webhook_pending set reading = null, sync_id = null
                  where %s and reading is not null
                  """,
                  of)
              .update();
        });
  }

  /**
   * They could not be read: they wait 10 s, 20 s, 40 s … and, after so many attempts, until the
   * next call about one of them.
   */
  public void failed(PendingResource of, int attempts) {
    update(
        """
        update webhook_pending set reading = null, sync_id = null,
          attempts = case when reading = event then attempts + 1 else 0 end,
          due_at = case when reading <> event then now()
            when attempts + 1 >= :value then 'infinity'
            else now() + interval '10 seconds' * power(2, attempts) end
        where %s and reading is not null
        """,
        of, attempts);
  }

  private void update(String sql, PendingResource of, Object value) {
    database.runInTenant(
        of.tenant(),
        () -> {
          lockReading(of);
          bind(sql, of).param("value", value).update();
        });
  }

  /** In the order in which calls are entered, so that the two never wait for each other. */
  private void lockReading(PendingResource of) {
    bind(
            """
            select external_id from webhook_pending where %s and reading is not null
            order by external_id for update
            """,
            of)
        .query(String.class)
        .list();
  }

  private StatementSpec bind(String sql, PendingResource of) {
    return database
        .sql()
        .sql(
            sql.formatted("tenant = :tenant and connection = :connection and resource = :resource"))
        .param("tenant", of.tenant())
        .param("connection", of.connection())
        .param("resource", of.resource());
  }
}
