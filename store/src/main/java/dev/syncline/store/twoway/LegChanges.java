package dev.syncline.store.twoway;

import dev.syncline.store.database.Database;
import dev.syncline.store.window.LegMeetings;
import dev.syncline.store.window.WindowCommit.TargetResource;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/**
 * Changes one record outside of a window: an edit that was met right before a write, a decision of
 * a person. Call it within {@link LegStates#alone}.
 */
@Repository
public class LegChanges {
  private final Database database;

  public LegChanges(Database database) {
    this.database = database;
  }

  /** Gives a record new values, with its history; a tombstone lives again. */
  public void rewrite(LegPlace place, UUID record, String data, RecordChange change) {
    note(place, record, change);
    keepBases(place, record);
    Instant modified = change.modified();
    LegSql.at(
            database,
            place,
            """
            update record set data = :data::jsonb, version = version + 1, updated_by = :run,
              updated_at = now(), deleted_at = null,
              modified_at = greatest(modified_at, cast(:modified as timestamptz))
            where tenant = :tenant and entity = :entity and record_id = :record
            """)
        .param("data", data)
        .param("run", change.syncId())
        .param(
            "modified",
            modified == null ? null : modified.atOffset(ZoneOffset.UTC),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .param("record", record)
        .update();
  }

  /** Keeps what stands now, before it changes. */
  void note(LegPlace place, UUID record, RecordChange change) {
    LegSql.at(
            database,
            place,
            """
            insert into record_history (tenant, entity, record_id, version, data, modified_at,
              sync_id, operation, connection, external_id, decided_by)
            select tenant, entity, record_id, version, data, modified_at, :run, :operation,
              :connection, :external, :by
            from record where tenant = :tenant and entity = :entity and record_id = :record
            """)
        .param("run", change.syncId())
        .param("operation", change.operation())
        .param("external", change.externalId())
        .param("by", change.by())
        .param("record", record)
        .update();
  }

  /** Bases that stood in the record's data are written out before it changes. */
  private void keepBases(LegPlace place, UUID record) {
    LegSql.at(
            database,
            place,
            """
            update id_map i set base = r.data from record r
            where i.tenant = :tenant and i.entity = :entity and i.record_id = :record
              and i.base is null and r.tenant = i.tenant and r.entity = i.entity
              and r.record_id = i.record_id
            """)
        .param("record", record)
        .update();
  }

  /** What is remembered of a row from now on. */
  public void remember(
      LegPlace place, String externalId, UUID hash, String base, String recordBase, int flips) {
    LegSql.at(
            database,
            place,
            """
            update id_map set hash = :hash, base = :base::jsonb,
              record_base = nullif(:record_base::jsonb, :base::jsonb), flips = :flips, sent = null
            where tenant = :tenant and entity = :entity and connection = :connection
              and resource = :resource and external_id = :external
            """)
        .param("hash", hash)
        .param("base", base)
        .param("record_base", recordBase)
        .param("flips", flips)
        .param("external", externalId)
        .update();
  }

  /**
   * Takes what a system showed of these fields for what both last had, since somebody decided over
   * it: where the record holds something else, the system needs it. The row is looked at again.
   *
   * @param shown the fields that it showed a value of, as JSON
   */
  public void shown(
      LegPlace place, UUID record, String externalId, Collection<String> fields, String shown) {
    LegSql.at(
            database,
            place,
            """
            update id_map i set hash = :waiting,
              base = (coalesce(i.base, r.data) - cast(:fields as text[])) || cast(:shown as jsonb),
              record_base = (coalesce(i.record_base, i.base, r.data) - cast(:fields as text[]))
                || cast(:shown as jsonb)
            from record r
            where i.tenant = :tenant and i.entity = :entity and i.connection = :connection
              and i.resource = :resource and i.external_id = :external and i.record_id = :record
              and i.hash <> '%s' and r.tenant = i.tenant and r.entity = i.entity
              and r.record_id = i.record_id
            """
                .formatted(LegStates.LOST))
        .param("waiting", LegMeetings.WAITING)
        .param("external", externalId)
        .param("record", record)
        .param("fields", fields.toArray(String[]::new))
        .param("shown", shown)
        .update();
  }

  /** Enters the record for delivery to these systems. */
  public void enqueue(
      LegPlace place, UUID record, List<TargetResource> targets, String operation, UUID syncId) {
    for (TargetResource target : targets) {
      LegSql.at(
              database,
              place,
              """
              insert into outbox (tenant, connection, resource, task, entity, record_id,
                record_version, operation, sync_id)
              select :tenant, :target, :target_resource, :task, :entity, record_id, version,
                :operation, :run
              from record where tenant = :tenant and entity = :entity and record_id = :record

              """)
          .param("target", target.connection())
          .param("target_resource", target.resource())
          .param("operation", operation)
          .param("run", syncId)
          .param("record", record)
          .update();
    }
  }
}
