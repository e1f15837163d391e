package dev.syncline.store.record;

import dev.syncline.store.database.Database;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** The links between records, resolved as the records stand now. */
@Repository
public class Links {
  /** How many links of a record are read in each direction. */
  public static final int SHOWN = 500;

  /** How many links that may lead to a record are looked at: each must be resolved. */
  private static final int LOOKED_AT = 5_000;

  private static final String OUTGOING =
      """
      select distinct l.type, true as outgoing, l.to_entity as entity,
        linked_record(l.tenant, l.to_entity, l.to_external_id, l.connection, l.resource)
          as record_id,
        l.to_external_id as external_id
      from id_map i join record_link l using (tenant, entity, connection, resource, external_id)
      where i.tenant = :tenant and i.entity = :entity and i.record_id = :id
      order by l.type, l.to_entity, l.to_external_id limit :shown
      """;

  private static final String INCOMING =
      """
      select distinct l.type, false as outgoing, l.entity, o.record_id, l.external_id
      from (
          select l.* from id_map i join record_link l on l.tenant = i.tenant
            and l.to_entity = i.entity and l.to_external_id = i.external_id
          where i.tenant = :tenant and i.entity = :entity and i.record_id = :id
          limit :looked) l
        join id_map o on o.tenant = l.tenant and o.entity = l.entity
          and o.connection = l.connection and o.resource = l.resource
          and o.external_id = l.external_id
      where linked_record(l.tenant, l.to_entity, l.to_external_id, l.connection, l.resource) = :id
      order by l.type, l.entity, l.external_id limit :shown
      """;

  private final Database database;

  public Links(Database database) {
    this.database = database;
  }

  /** Those that lead from the record, then those that lead to it. */
  public List<RecordLink> of(String tenant, String entity, UUID recordId) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql("(%s) union all (%s)".formatted(OUTGOING, INCOMING))
                .param("tenant", tenant)
                .param("entity", entity)
                .param("id", recordId)
                .param("shown", SHOWN)
                .param("looked", LOOKED_AT)
                .query(
                    (row, n) ->
                        new RecordLink(
                            row.getString("type"),
                            row.getBoolean("outgoing"),
                            row.getString("entity"),
                            row.getObject("record_id", UUID.class),
                            row.getString("external_id")))
                .list());
  }
}
