package dev.syncline.store.duplicate;

import dev.syncline.store.database.Rows;
import dev.syncline.store.duplicate.Snapshot.Row;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Writes what a merged record was taken apart to. */
final class SnapshotWrites {
  private final PairSql sql;

  /**
   * @param sql whose left record is the one that holds both
   */
  SnapshotWrites(PairSql sql) {
    this.sql = sql;
  }

  /** What each row contributed, written out before the record changes. */
  void fillBases() {
    sql.update(
        """
        update id_map i set base = r.data from record r
        where i.tenant = :tenant and i.entity = :entity and i.record_id = :left
          and i.base is null and r.tenant = :tenant and r.entity = :entity and r.record_id = :left
        """);
  }

  void write(Apart apart) {
    record(sql.left(), apart.stays(), !apart.orphansOfStaying().isEmpty());
    record(sql.right(), apart.goes(), !apart.orphansOfGoing().isEmpty());
    rows(sql.left(), apart.stays().rows());
    rows(sql.right(), apart.goes().rows());
    lost(sql.left(), apart.orphansOfStaying());
    lost(sql.right(), apart.orphansOfGoing());
    emptyBases();
    keys(apart);
    conflicts();
  }

  /** A person is asked about the record whose row it is. */
  private void conflicts() {
    sql.update(
        """
        update conflict o set record_id = :right, updated_at = now()
        from id_map i where i.tenant = :tenant and i.entity = :entity and i.record_id = :right
          and o.tenant = i.tenant and o.entity = i.entity and o.connection = i.connection
          and o.resource = i.resource and o.external_id = i.external_id and o.status = 'open'
        """);
  }

  private void record(UUID record, Snapshot part, boolean orphaned) {
    sql.statement(
            """
            insert into record_history (tenant, entity, record_id, version, data, modified_at,
              sync_id, operation, decided_by)
            select r.tenant, r.entity, r.record_id, r.version, r.data, r.modified_at, d.sync_id,
              'unmerge', d.decided_by
            from record r join duplicate d on d.tenant = r.tenant and d.id = :pair
            where r.tenant = :tenant and r.entity = :entity and r.record_id = :record
            """)
        .param("record", record)
        .update();
    sql.statement(
            """
            update record set data = cast(:data as jsonb), modified_at = :modified,
              version = version + 1, updated_at = now(), merged_into = null,
              deleted_at = case when :orphaned then now() end
            where tenant = :tenant and entity = :entity and record_id = :record
            """)
        .param("record", record)
        .param("data", SnapshotJson.text(part.data()))
        .param("modified", Rows.timestamp(part.modified()), java.sql.Types.TIMESTAMP)
        .param("orphaned", orphaned)
        .update();
  }

  /** What a row shows that was only read is what it is written from now on. */
  private void rows(UUID record, List<Row> rows) {
    sql.statement(
            """
            update id_map i set record_id = :record, is_primary = n.is_primary,
              record_base = case when i.is_primary or not n.is_primary then i.record_base end
            from unnest(cast(:connections as text[]), cast(:resources as text[]),
              cast(:ids as text[]), cast(:primary as boolean[]))
              as n(connection, resource, external_id, is_primary)
            where i.tenant = :tenant and i.entity = :entity and i.connection = n.connection
              and i.resource = n.resource and i.external_id = n.external_id
              and i.record_id = :left
              and (i.record_id, i.is_primary) is distinct from (:record, n.is_primary)
            """)
        .param("record", record)
        .param("connections", column(rows, row -> row.place().connection()))
        .param("resources", column(rows, row -> row.place().resource()))
        .param("ids", column(rows, row -> row.place().externalId()))
        .param("primary", rows.stream().map(Row::primary).toArray(Boolean[]::new))
        .update();
  }

  /** A row that comes back to its source leads to the same record again. */
  private void lost(UUID record, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    sql.statement(
            """
            insert into id_map (tenant, entity, connection, resource, external_id, record_id, hash,
              base_version, is_primary, sync_id)
            select :tenant, :entity, n.connection, n.resource, n.external_id, r.record_id,
              cast('%s' as uuid), r.version, n.is_primary,
              d.sync_id
            from unnest(cast(:connections as text[]), cast(:resources as text[]),
              cast(:ids as text[]), cast(:primary as boolean[]))
              as n(connection, resource, external_id, is_primary)
              join duplicate d on d.tenant = :tenant and d.id = :pair
              join record r on r.tenant = :tenant and r.entity = :entity and r.record_id = :record
            on conflict do nothing
            """
                .formatted(Snapshots.LOST))
        .param("record", record)
        .param("connections", column(rows, row -> row.place().connection()))
        .param("resources", column(rows, row -> row.place().resource()))
        .param("ids", column(rows, row -> row.place().externalId()))
        .param("primary", rows.stream().map(Row::primary).toArray(Boolean[]::new))
        .update();
  }

  /** A row whose record is just what it contributed has none of its own, as after a first load. */
  private void emptyBases() {
    sql.update(
        """
        update id_map i set base = null, base_version = r.version from record r
        where i.tenant = :tenant and i.entity = :entity and i.record_id in (:left, :right)
          and i.is_source and i.record_base is null and r.tenant = :tenant and r.entity = :entity
          and r.record_id = i.record_id and i.base = r.data and r.deleted_at is null
        """);
  }

  private void keys(Apart apart) {
    sql.statement(
            """
            insert into match_key (tenant, entity, key, record_id)
            select :tenant, :entity, k, :right from unnest(:keys) k on conflict do nothing
            """)
        .param("keys", apart.goes().keys().toArray(UUID[]::new))
        .update();
    sql.statement(
            """
            delete from match_key where tenant = :tenant and entity = :entity
              and record_id = :left and key <> all(:keys)
            """)
        .param("keys", apart.stays().keys().toArray(UUID[]::new))
        .update();
  }

  static String[] column(List<Row> rows, Function<Row, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }
}
