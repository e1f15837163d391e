package dev.syncline.store.window;

import dev.syncline.store.database.Database;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * Takes source rows from their records. A record that loses its last one becomes a tombstone; its
 * row in the id map stays, so that a record that comes back is the same one.
 */
@Component
final class Tombstones {
  /** Stands in the id map where a source has lost the record: equal to no values' hash. */
  private static final String LOST = "00000000-0000-0000-0000-000000000000";

  static final UUID LOST_HASH = UUID.fromString(LOST);

  /** The rows {@code i} of the id map that a source has and has not lost. */
  static final String LIVE =
      """
      i.tenant = :tenant and i.entity = :entity and i.connection = :connection
      and i.resource = :resource and i.is_source and i.hash <> '%s'
      """
          .formatted(LOST);

  /** No source row is left to the record besides those that are going. */
  static final String LAST =
      """
      not exists (select from id_map o where o.tenant = i.tenant and o.entity = i.entity
        and o.record_id = i.record_id and o.is_source and o.hash <> '%s'
        and not (o.connection = i.connection and o.resource = i.resource
          and o.external_id = any(:keys)))
      """
          .formatted(LOST);

  /** As {@link #LAST}, of a two-way task: other systems lose their rows with this one's last. */
  static final String LAST_OF_LEG =
      """
      not exists (select from id_map o where o.tenant = i.tenant and o.entity = i.entity
        and o.record_id = i.record_id and o.is_source and o.hash <> '%s'
        and o.connection = i.connection and o.resource = i.resource
        and o.external_id <> all(:keys))
      """
          .formatted(LOST);

  private final Database database;

  Tombstones(Database database) {
    this.database = database;
  }

  /** Makes tombstones of the records that these rows are the last of; returns how many. */
  long bury(WindowOrigin origin, String[] keys) {
    return bury(origin, keys, LAST);
  }

  /** The same, with what makes a row a record's last one. */
  long bury(WindowOrigin origin, String[] keys, String last) {
    bind(
            """
            insert into record_history (tenant, entity, record_id, version, data, modified_at,
              sync_id, operation, connection, external_id)
            select distinct on (r.record_id) r.tenant, r.entity, r.record_id, r.version, r.data,
              r.modified_at, :run, 'delete', :connection, i.external_id
            from id_map i join record r on r.tenant = i.tenant and r.entity = i.entity
              and r.record_id = i.record_id
            where %s and i.external_id = any(:keys) and %s and r.deleted_at is null
            """
                .formatted(LIVE, last),
            origin)
        .param("run", origin.syncId(), java.sql.Types.OTHER)
        .param("keys", keys)
        .update();
    return bind(
            """
            update record r set deleted_at = now(), version = r.version + 1, updated_by = :run,
              updated_at = now()
            where r.tenant = :tenant and r.entity = :entity and r.deleted_at is null
              and r.record_id in (select i.record_id from id_map i
                where %s and i.external_id = any(:keys) and %s)
            """
                .formatted(LIVE, last),
            origin)
        .param("run", origin.syncId(), java.sql.Types.OTHER)
        .param("keys", keys)
        .update();
  }

  /** Detaches the rows, of buried records and of others. */
  void detach(WindowOrigin origin, String[] keys) {
    bind(
            """
            update id_map i set hash = '%s', sync_id = :run, synced_at = now(), base = null,
              record_base = null, sent = null, base_version = r.version
            from record r
            where %s and i.external_id = any(:keys) and r.tenant = i.tenant
              and r.entity = i.entity and r.record_id = i.record_id and r.deleted_at is not null
            """
                .formatted(LOST, LIVE),
            origin)
        .param("run", origin.syncId(), java.sql.Types.OTHER)
        .param("keys", keys)
        .update();
    bind("delete from id_map i where %s and i.external_id = any(:keys)".formatted(LIVE), origin)
        .param("keys", keys)
        .update();
  }

  private StatementSpec bind(String sql, WindowOrigin origin) {
    return database
        .sql()
        .sql(sql)
        .param("tenant", origin.tenant())
        .param("entity", origin.entity())
        .param("connection", origin.connection())
        .param("resource", origin.resource());
  }
}
