package dev.syncline.store.twoway;

import dev.syncline.store.database.Database;
import dev.syncline.store.window.DecidedFields;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Enters the conflicts of a single row, as windows do for all of theirs. */
@Repository
public class FoundConflicts {
  private final Database database;

  public FoundConflicts(Database database) {
    this.database = database;
  }

  /**
   * @param kind edit or delete
   * @param resolved those that a strategy decided, as a JSON list, or null
   * @param open those that wait for a person; where there are none, nothing waits any longer
   */
  public void enter(
      LegPlace place,
      UUID record,
      String externalId,
      String kind,
      @Nullable String resolved,
      @Nullable String open,
      UUID syncId) {
    if (open == null) {
      LegSql.at(
              database,
              place,
              """
              update conflict set status = 'resolved', resolved_by = 'agreement',
                resolved_at = now(), updated_at = now()
              where tenant = :tenant and entity = :entity and connection = :connection
                and resource = :resource and external_id = :external and status = 'open'
              """)
          .param("external", externalId)
          .update();
    } else {
      insert(place, record, externalId, kind, open, "open", syncId);
    }
    if (resolved != null) {
      insert(place, record, externalId, kind, resolved, "resolved", syncId);
    }
  }

  private void insert(
      LegPlace place,
      UUID record,
      String externalId,
      String kind,
      String fields,
      String status,
      UUID syncId) {
    LegSql.at(
            database,
            place,
            """
            insert into conflict (tenant, entity, task, record_id, leg, connection, resource,
              external_id, kind, strategy, status, fields, sync_id, resolved_by, resolved_at)
            select :tenant, :entity, :task, :record, :leg, :connection, :resource, :external,
              :kind, %s, :status, f.list, :run,
              case when :status = 'resolved' then %s end,
              case when :status = 'resolved' then now() end
            from (select cast(:fields as jsonb) as list) f
            on conflict (tenant, entity, connection, resource, external_id, kind)
              where status = 'open'
            do update set fields = excluded.fields, sync_id = excluded.sync_id,
              record_id = excluded.record_id, updated_at = now()
            """
                .formatted(DecidedFields.strategies("f.list"), DecidedFields.by("f.list")))
        .param("external", externalId)
        .param("record", record)
        .param("kind", kind)
        .param("status", status)
        .param("fields", fields)
        .param("run", syncId)
        .update();
  }
}
