package dev.syncline.store.duplicate;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.Rows;
import java.util.List;
import org.springframework.stereotype.Repository;

/** Makes the two records of an open pair one, in one transaction. */
@Repository
public class Merging {
  private final Database database;

  public Merging(Database database) {
    this.database = database;
  }

  /**
   * The right record goes into the left one; CONFLICT where the pair is not open. Returns the
   * connections that now have something to deliver.
   *
   * @param by who decided
   */
  public List<String> merge(String tenant, DuplicateRow pair, String by) {
    return database.inTenant(
        tenant,
        () -> {
          PairSql sql = PairSql.locked(database, tenant, pair, DuplicateStatus.OPEN);
          sql.require(2, "a record of the pair is gone, or was merged into another meanwhile");
          Snapshot left = Snapshots.of(sql, sql.left());
          Snapshot right = Snapshots.of(sql, sql.right());
          remember(sql, left, right, by);
          combine(sql, left, right);
          move(sql);
          CarriedPairs.carry(sql);
          return PairDeliveries.enqueue(sql);
        });
  }

  private static void remember(PairSql sql, Snapshot left, Snapshot right, String by) {
    sql.statement(
            """
        update duplicate set status = 'merged', automatic = false, updated_at = now(),
          merge_no = nextval('duplicate_merge_no'), decided_by = :by
        where tenant = :tenant and id = :pair
        """)
        .param("by", by)
        .update();
    Merges merges = new Merges(sql);
    merges.remember(true, left);
    merges.remember(false, right);
    sql.update(
        """
        update id_map i set base = r.data from record r
        where i.tenant = :tenant and i.entity = :entity and i.record_id in (:left, :right)
          and i.base is null and r.tenant = :tenant and r.entity = :entity
          and r.record_id = i.record_id
        """);
    sql.update(
        """
        insert into record_history (tenant, entity, record_id, version, data, modified_at, sync_id,
          operation, decided_by)
        select r.tenant, r.entity, r.record_id, r.version, r.data, r.modified_at, d.sync_id, 'merge',
          d.decided_by
        from record r join duplicate d on d.tenant = r.tenant and d.id = :pair
        where r.tenant = :tenant and r.entity = :entity and r.record_id = :left
        """);
  }

  /** The left record's values and the right one's by the pair's survivorship. */
  private static void combine(PairSql sql, Snapshot left, Snapshot right) {
    String survivorship =
        sql.statement("select survivorship from duplicate where tenant = :tenant and id = :pair")
            .query(String.class)
            .single();
    Snapshot together = left.joined(right, Survivorship.read(survivorship));
    sql.statement(
            """
            update record r set data = cast(:data as jsonb), version = r.version + 1,
              updated_at = now(), modified_at = :modified, updated_by = d.sync_id
            from duplicate d
            where r.tenant = :tenant and r.entity = :entity and r.record_id = :left
              and d.tenant = :tenant and d.id = :pair
            """)
        .param("data", SnapshotJson.text(together.data()))
        .param("modified", Rows.timestamp(together.modified()), java.sql.Types.TIMESTAMP)
        .update();
    sql.update(
        """
        update record set merged_into = :left, deleted_at = now()
        where tenant = :tenant and entity = :entity and record_id = :right
        """);
  }

  private static void move(PairSql sql) {
    sql.update(
        """
        update id_map i set record_id = :left, is_primary = i.is_primary and not exists (
          select from id_map o where o.tenant = :tenant and o.entity = :entity
            and o.record_id = :left and o.connection = i.connection and o.resource = i.resource)
        where i.tenant = :tenant and i.entity = :entity and i.record_id = :right
          and not
        """
            + PairDeliveries.KEPT_TO_DELETE);
    // A row that is only read differs from the record it joined, and is no edit of it.
    sql.update(
        """
        update id_map i set record_base = l.data from record l, duplicate d
        where i.tenant = :tenant and i.entity = :entity and i.record_id = :left
          and not i.is_primary and l.tenant = :tenant and l.entity = :entity
          and l.record_id = :left and d.tenant = :tenant and d.id = :pair
          and d.right_ids @> jsonb_build_array(
            jsonb_build_object('connection', i.connection, 'resource', i.resource,
              'external_id', i.external_id))
        """);
    sql.update(
        """
        insert into match_key (tenant, entity, key, record_id)
        select tenant, entity, key, :left from match_key
        where tenant = :tenant and entity = :entity and record_id = :right on conflict do nothing
        """);
    sql.update(
        "delete from match_key where tenant = :tenant and entity = :entity and record_id = :right");
    sql.update(
        """
        update conflict set record_id = :left, updated_at = now()
        where tenant = :tenant and record_id = :right and status = 'open'
        """);
  }
}
