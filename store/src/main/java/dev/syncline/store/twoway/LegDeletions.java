package dev.syncline.store.twoway;

import dev.syncline.store.database.Database;
import dev.syncline.store.window.LegMeetings;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** Records and rows of two-way tasks that go, or are made again, outside of a window. */
@Repository
public class LegDeletions {
  private final Database database;
  private final LegChanges changes;

  public LegDeletions(Database database, LegChanges changes) {
    this.database = database;
    this.changes = changes;
  }

  /** Makes a tombstone of a record, with its history. Call it within {@link LegStates#alone}. */
  public void bury(LegPlace place, UUID record, RecordChange change) {
    changes.note(place, record, change);
    LegSql.at(
            database,
            place,
            """
            update record set deleted_at = now(), version = version + 1, updated_by = :run,
              updated_at = now()
            where tenant = :tenant and entity = :entity and record_id = :record
            """)
        .param("run", change.syncId())
        .param("record", record)
        .update();
  }

  /** Whether the system has another row of the record than this one. */
  public boolean anotherRow(LegPlace place, UUID record, String externalId) {
    return LegSql.at(
            database,
            place,
            """
            select exists (select from id_map where tenant = :tenant and entity = :entity
              and connection = :connection and resource = :resource and record_id = :record
              and external_id <> :external and hash <> all(:absent))
            """)
        .param("record", record)
        .param("external", externalId)
        .param("absent", LegMeetings.absent())
        .query(Boolean.class)
        .single();
  }

  /** Lets a row that the system lost be made again; the next delivery does. */
  public void again(LegPlace place, UUID record, String externalId) {
    LegSql.at(
            database,
            place,
            """
            update id_map set hash = :again, base = '{}', record_base = null, sent = null,
              replaced = null, flips = 0
            where tenant = :tenant and entity = :entity and connection = :connection
              and resource = :resource and external_id = :external and record_id = :record
            """)
        .param("again", LegMeetings.AGAIN)
        .param("external", externalId)
        .param("record", record)
        .update();
  }

  /**
   * Remembers that rows were not found where they were to be changed. Should one be back, it is
   * looked at whatever it shows, and given what it missed.
   */
  public void absent(LegPlace place, Collection<String> externalIds) {
    database.runInTenant(
        place.tenant(),
        () ->
            LegSql.at(
                    database,
                    place,
                    """
                    update id_map set hash = :waiting
                    where tenant = :tenant and entity = :entity and connection = :connection
                      and resource = :resource and external_id = any(:ids)
                      and hash <> all(:absent)
                    """)
                .param("waiting", LegMeetings.WAITING)
                .param("ids", externalIds.toArray(String[]::new))
                .param("absent", LegMeetings.absent())
                .update());
  }

  /** Enters deleted records again of which the system has further rows. */
  public void furtherRows(LegPlace place, Collection<UUID> records, UUID syncId) {
    LegSql.at(
            database,
            place,
            """
            insert into outbox (tenant, connection, resource, task, entity, record_id,
              record_version, operation, sync_id)
            select :tenant, :connection, :resource, :task, :entity, r.record_id, r.version,
              'delete', :run
            from record r
            where r.tenant = :tenant and r.entity = :entity and r.record_id = any(:records)
              and r.deleted_at is not null and exists (select from id_map i
                where i.tenant = r.tenant and i.entity = r.entity
                  and i.record_id = r.record_id and i.connection = :connection
                  and i.resource = :resource and i.hash <> all(:absent))
            """)
        .param("run", syncId)
        .param("records", records.toArray(UUID[]::new))
        .param("absent", LegMeetings.absent())
        .update();
  }
}
