package dev.syncline.store.project;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.Range;
import dev.syncline.store.database.Rows;
import dev.syncline.store.database.Slice;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** The documents of projects: the live records of the entity named by the slug. */
@Repository
public class Documents {
  private final Database database;

  public Documents(Database database) {
    this.database = database;
  }

  /** Ordered by path. */
  public Slice<DocumentRow> list(String tenant, String slug, Range range) {
    return database.inTenant(
        tenant,
        () ->
            new Slice<>(
                database
                    .sql()
                    .sql(
                        """
                        select r.record_id, r.data ->> 'title' as title, r.modified_at, r.updated_at,
                          coalesce(r.data ->> 'path', m.external_id, '') as path
                        from record r
                        left join id_map m on m.record_id = r.record_id and m.tenant = r.tenant
                          and m.entity = r.entity and m.is_primary
                        where r.tenant = :tenant and r.entity = :slug and r.deleted_at is null
                        order by path, r.record_id limit :limit offset :offset
                        """)
                    .param("tenant", tenant)
                    .param("slug", slug)
                    .param("limit", range.limit())
                    .param("offset", range.offset())
                    .query(
                        (row, n) ->
                            new DocumentRow(
                                row.getObject("record_id", UUID.class),
                                row.getString("path"),
                                row.getString("title"),
                                Rows.instant(row, "modified_at"),
                                Rows.time(row, "updated_at")))
                    .list(),
                database
                    .sql()
                    .sql(
                        """
                        select count(*) from record
                        where tenant = :tenant and entity = :slug and deleted_at is null
                        """)
                    .param("tenant", tenant)
                    .param("slug", slug)
                    .query(Long.class)
                    .single()));
  }

  /** Forgets all of them, with their history and ids, as their project goes. */
  public void forget(String tenant, String slug, String task) {
    database.runInTenant(
        tenant,
        () -> {
          for (String table : new String[] {"match_key", "record_history", "id_map", "record"}) {
            database
                .sql()
                .sql("delete from " + table + " where tenant = :tenant and entity = :slug")
                .param("tenant", tenant)
                .param("slug", slug)
                .update();
          }
          for (String table : new String[] {"sync_state", "failure"}) {
            database
                .sql()
                .sql("delete from " + table + " where tenant = :tenant and task = :task")
                .param("tenant", tenant)
                .param("task", task)
                .update();
          }
        });
  }
}
