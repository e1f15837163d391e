package dev.syncline.store.twoway;

import dev.syncline.store.database.Database;
import dev.syncline.store.window.LegMeetings;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** Changes by hand which record a system's row belongs to. Call it within LegStates.alone. */
@Repository
public class IdLinks {
  private final Database database;

  public IdLinks(Database database) {
    this.database = database;
  }

  /** The record that a row belongs to. */
  public Optional<UUID> recordOf(LegPlace place, String externalId) {
    return LegSql.at(
            database,
            place,
            """
            select record_id from id_map where tenant = :tenant and entity = :entity
              and connection = :connection and resource = :resource and external_id = :external
            """)
        .param("external", externalId)
        .query(UUID.class)
        .optional();
  }

  /**
   * Whether one of these records is on its way to the system right now. Where none is, none sets
   * out before the current transaction ends.
   */
  public boolean sending(LegPlace place, Collection<UUID> records) {
    List<String> standing =
        LegSql.at(
                database,
                place,
                """
                select status from outbox where tenant = :tenant and connection = :connection
                  and resource = :resource and record_id = any(:records)
                order by seq for update
                """)
            .param("records", records.toArray(UUID[]::new))
            .query(String.class)
            .list();
    return standing.contains("sending");
  }

  /**
   * Makes a row the record's. Nothing is known of what both last had: whoever looks at it next
   * merges them anew. It is the one that is written unless the record has another there; what its
   * system lost makes way.
   *
   * @param source whether records are made from that system's rows
   */
  public void link(LegPlace place, String externalId, UUID record, boolean source, UUID syncId) {
    LegSql.at(
            database,
            place,
            """
            delete from id_map where tenant = :tenant and entity = :entity
              and connection = :connection and resource = :resource
              and (external_id = :external or (record_id = :record and hash = any(:absent)))
            """)
        .param("external", externalId)
        .param("absent", LegMeetings.absent())
        .param("record", record)
        .update();
    LegSql.at(
            database,
            place,
            """
            insert into id_map (tenant, entity, connection, resource, external_id, record_id, hash,
              base, base_version, is_source, is_primary, sync_id)
            select :tenant, :entity, :connection, :resource, :external, record_id, :waiting, '{}',
              version, :source, not exists (select from id_map o where o.tenant = :tenant
                and o.entity = :entity and o.record_id = :record and o.connection = :connection
                and o.resource = :resource and o.is_primary), :run
            from record where tenant = :tenant and entity = :entity and record_id = :record
            """)
        .param("external", externalId)
        .param("waiting", LegMeetings.WAITING)
        .param("record", record)
        .param("source", source)
        .param("run", syncId)
        .update();
  }

  /** Lets a delivery go on whose answer was lost: it is known by now where the record stands. */
  public void answered(LegPlace place, UUID record) {
    LegSql.at(
            database,
            place,
            """
            update outbox set status = 'pending', asked_at = null, attempt = 0, updated_at = now()
            where tenant = :tenant and connection = :connection and resource = :resource
              and record_id = :record and status = 'unknown'
            """)
        .param("record", record)
        .update();
  }

  /** Takes a row from its record. */
  public void unlink(LegPlace place, String externalId) {
    LegSql.at(
            database,
            place,
            """
            delete from id_map where tenant = :tenant and entity = :entity
              and connection = :connection and resource = :resource and external_id = :external
            """)
        .param("external", externalId)
        .update();
  }

  /** Follows where a record lost a row: another one of it there is written, nobody is asked. */
  public void settle(LegPlace place, String externalId, UUID before, String by) {
    LegSql.at(
            database,
            place,
            """
            update id_map i set is_primary = true
            where i.tenant = :tenant and i.entity = :entity and i.connection = :connection
              and i.resource = :resource and i.external_id = (
                select min(o.external_id) from id_map o where o.tenant = :tenant
                  and o.entity = :entity and o.connection = :connection
                  and o.resource = :resource and o.record_id = :before
                having not bool_or(o.is_primary))
              and i.external_id <> :external
            """)
        .param("external", externalId)
        .param("before", before)
        .update();
    LegSql.at(
            database,
            place,
            """
            update conflict set status = 'resolved', resolved_by = :by, resolved_at = now(),
              updated_at = now()
            where tenant = :tenant and entity = :entity and connection = :connection
              and resource = :resource and external_id = :external and status = 'open'
            """)
        .param("external", externalId)
        .param("by", by)
        .update();
  }

  /** Whether no system has a row of the record. */
  public boolean bare(LegPlace place, UUID record) {
    return LegSql.at(
            database,
            place,
            """
            select not exists (select from id_map where tenant = :tenant and entity = :entity
              and record_id = :record and hash <> all(:absent))
            """)
        .param("record", record)
        .param("absent", LegMeetings.absent())
        .query(Boolean.class)
        .single();
  }
}
