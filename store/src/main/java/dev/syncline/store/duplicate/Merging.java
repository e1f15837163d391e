package dev.syncline.store.duplicate;

import dev.syncline.store.database.Database;
import java.util.List;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes the two records of an open pair one, in one transaction. */
@Repository
public class Merging {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Database database;

  public Merging(Database database) {
    this.database = database;
  }

  /**
   * The right record goes into the left one; CONFLICT where the pair is not open. Returns the
   * connections that now have something to deliver.
   */
  public List<String> merge(String tenant, DuplicateRow pair) {
    return database.inTenant(
        tenant,
        () -> {
          PairSql sql = PairSql.locked(database, tenant, pair, DuplicateStatus.OPEN);
          sql.require(2, "a record of the pair is gone, or was merged into another meanwhile");
          remember(sql);
          combine(sql);
          move(sql);
          return PairDeliveries.enqueue(sql);
        });
  }

  private static void remember(PairSql sql) {
    sql.update(
        """
        update duplicate d set status = 'merged', automatic = false, updated_at = now(),
          before_left = l.data, before_right = r.data, merged_version = l.version + 1,
          right_ids = coalesce((
            select jsonb_agg(jsonb_build_array(i.connection, i.resource, i.external_id))
            from id_map i where i.tenant = :tenant and i.entity = :entity
              and i.record_id = :right), '[]'),
          right_keys = array(select key from match_key k where k.tenant = :tenant
            and k.entity = :entity and k.record_id = :right),
          shared_keys = array(select key from match_key k where k.tenant = :tenant
            and k.entity = :entity and k.record_id = :right
            and key in (select key from match_key o where o.tenant = :tenant
              and o.entity = :entity and o.record_id = :left))
        from record l, record r
        where d.tenant = :tenant and d.id = :pair and l.tenant = :tenant and l.entity = :entity
          and l.record_id = :left and r.tenant = :tenant and r.entity = :entity
          and r.record_id = :right
        """);
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
          operation)
        select r.tenant, r.entity, r.record_id, r.version, r.data, r.modified_at, d.sync_id, 'merge'
        from record r join duplicate d on d.tenant = r.tenant and d.id = :pair
        where r.tenant = :tenant and r.entity = :entity and r.record_id = :left
        """);
  }

  private record Sides(String left, String right, String survivorship) {
    String combined() {
      return JSON.writeValueAsString(
          Survivorship.read(survivorship)
              .combine((ObjectNode) JSON.readTree(left), (ObjectNode) JSON.readTree(right)));
    }
  }

  /** The left record's values and the right one's by the pair's survivorship. */
  private static void combine(PairSql sql) {
    Sides sides =
        sql.statement(
                """
                select l.data, r.data, d.survivorship from record l, record r, duplicate d
                where l.tenant = :tenant and l.entity = :entity and l.record_id = :left
                  and r.tenant = :tenant and r.entity = :entity and r.record_id = :right
                  and d.tenant = :tenant and d.id = :pair
                """)
            .query((row, n) -> new Sides(row.getString(1), row.getString(2), row.getString(3)))
            .single();
    sql.statement(
            """
            update record l set data = cast(:data as jsonb), version = l.version + 1,
              updated_at = now(), modified_at = greatest(l.modified_at, r.modified_at),
              updated_by = d.sync_id
            from record r, duplicate d
            where l.tenant = :tenant and l.entity = :entity and l.record_id = :left
              and r.tenant = :tenant and r.entity = :entity and r.record_id = :right
              and d.tenant = :tenant and d.id = :pair
            """)
        .param("data", sides.combined())
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
            jsonb_build_array(i.connection, i.resource, i.external_id))
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
