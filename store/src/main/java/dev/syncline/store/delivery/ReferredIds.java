package dev.syncline.store.delivery;

import dev.syncline.store.database.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Which ids the records that others refer to have in a system. */
@Repository
public class ReferredIds {
  private final Database database;

  public ReferredIds(Database database) {
    this.database = database;
  }

  /**
   * A record's reference.
   *
   * @param name its name in the task's {@code references}
   * @param entity the entity it leads to
   * @param sourceId the external id by which its source names the other record
   * @param to the other record, or null where there is none yet
   * @param externalId the other record's id in the system, or null where it has none yet
   */
  public record Referred(
      UUID recordId,
      String name,
      String entity,
      String sourceId,
      @Nullable UUID to,
      @Nullable String externalId) {}

  /** The references of records, by record and name; those without a value are left out. */
  public Map<UUID, Map<String, Referred>> of(
      String tenant,
      String connection,
      String entity,
      List<UUID> records,
      Collection<String> names) {
    List<Referred> found =
        database.inTenant(
            tenant,
            () ->
                database
                    .sql()
                    .sql(
                        """
                        select i.record_id, l.type, l.to_entity, l.to_external_id, o.record, (
                            select t.external_id from id_map t
                            where t.record_id = o.record
                              and t.tenant = l.tenant and t.entity = l.to_entity
                              and t.connection = :connection
                            order by not t.is_primary, t.resource, t.external_id limit 1) as id
                        from id_map i join record_link l on l.tenant = i.tenant
                          and l.entity = i.entity and l.connection = i.connection
                          and l.resource = i.resource and l.external_id = i.external_id
                          cross join lateral (select linked_record(l.tenant, l.to_entity,
                            l.to_external_id, l.connection, l.resource) as record) o
                        where i.record_id = any(:records) and i.tenant = :tenant
                          and i.entity = :entity and i.is_source and not l.derived
                          and l.type = any(:names)
                        order by not i.is_primary, i.connection, i.resource, i.external_id
                        """)
                    .param("connection", connection)
                    .param("tenant", tenant)
                    .param("entity", entity)
                    .param("records", records.toArray(UUID[]::new))
                    .param("names", names.toArray(String[]::new))
                    .query(
                        (row, n) ->
                            new Referred(
                                row.getObject("record_id", UUID.class),
                                row.getString("type"),
                                row.getString("to_entity"),
                                row.getString("to_external_id"),
                                row.getObject("record", UUID.class),
                                row.getString("id")))
                    .list());
    Map<UUID, Map<String, Referred>> referred = new HashMap<>();
    found.forEach(
        each ->
            referred
                .computeIfAbsent(each.recordId(), id -> new HashMap<>())
                .putIfAbsent(each.name(), each));
    return referred;
  }
}
