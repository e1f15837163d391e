package dev.syncline.store.event;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.Rows;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The events of runs. */
@Repository
public class Events {
  private final Database database;

  public Events(Database database) {
    this.database = database;
  }

  /**
   * Those after one that was seen, oldest first.
   *
   * @param syncId only of this run, or null
   */
  public List<EventRow> after(String tenant, @Nullable UUID syncId, long id, int limit) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    select id, sync_id, type, fields, at from event
                    where tenant = :tenant and id > :id
                      and (cast(:sync_id as uuid) is null or sync_id = :sync_id)
                    order by id limit :limit
                    """)
                .param("tenant", tenant)
                .param("id", id)
                .param("sync_id", syncId)
                .param("limit", limit)
                .query(
                    (row, n) ->
                        new EventRow(
                            row.getLong("id"),
                            row.getObject("sync_id", UUID.class),
                            row.getString("type"),
                            row.getString("fields"),
                            Rows.time(row, "at")))
                .list());
  }

  /** The id of the newest event; 0 where there is none. */
  public long last(String tenant) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql("select coalesce(max(id), 0) from event where tenant = :tenant")
                .param("tenant", tenant)
                .query(Long.class)
                .single());
  }
}
