package dev.syncline.store.duplicate;

import dev.syncline.store.database.Database;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes a merged pair apart, in one transaction: each record has its own id, external ids, keys and
 * values again. Where nothing changed since a merge by hand, the values are those from before;
 * otherwise each record gets what its own source rows contributed last.
 */
@Repository
public class Unmerging {
  /** The id map rows that were the right record's own. */
  private static final String OWN =
      """
      from duplicate d cross join jsonb_array_elements(d.right_ids) e
      where d.tenant = :tenant and d.id = :pair and i.tenant = :tenant and i.entity = :entity
        and i.record_id = :left and i.connection = e ->> 0 and i.resource = e ->> 1
        and i.external_id = e ->> 2
      """;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Database database;

  public Unmerging(Database database) {
    this.database = database;
  }

  private record Before(
      String now, @Nullable String left, @Nullable String right, boolean untouched, String rule) {}

  /**
   * CONFLICT where the pair is not merged, or its record was merged into another since. Returns the
   * connections that now have something to deliver.
   */
  public List<String> unmerge(String tenant, DuplicateRow pair) {
    return database.inTenant(
        tenant,
        () -> {
          PairSql sql = PairSql.locked(database, tenant, pair, DuplicateStatus.MERGED);
          sql.require(
              1, "the merged record is gone or was merged into another since: unmerge that first");
          fillBases(sql);
          Before before = before(sql);
          List<String> own = bases(sql, "exists (select " + OWN + ")");
          List<String> others = bases(sql, "not exists (select " + OWN + ")");
          String left = before.left;
          Apart apart =
              left != null && before.right != null && twoWay(sql)
                  ? Apart.sinceMerge(
                      before.now, left, before.right, common(left, before.right, before.rule), own)
                  : Apart.of(before.now, before.right, own, others);
          boolean exact = left != null && before.untouched && before.right != null;
          write(sql, ":left", exact && left != null ? left : apart.left());
          write(sql, ":right", exact && before.right != null ? before.right : apart.right());
          move(sql);
          return PairDeliveries.enqueue(sql);
        });
  }

  private static void fillBases(PairSql sql) {
    sql.update(
        """
        update id_map i set base = r.data from record r
        where i.tenant = :tenant and i.entity = :entity and i.record_id = :left
          and i.base is null and r.tenant = :tenant and r.entity = :entity and r.record_id = :left
        """);
  }

  private static Before before(PairSql sql) {
    return sql.statement(
            """
            select l.data, d.before_left, d.before_right,
              coalesce(l.version = d.merged_version, false) as untouched, d.survivorship
            from duplicate d join record l on l.tenant = d.tenant and l.entity = d.entity
              and l.record_id = :left
            where d.tenant = :tenant and d.id = :pair
            """)
        .query(
            (row, n) ->
                new Before(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getBoolean(4),
                    row.getString(5)))
        .single();
  }

  private static ObjectNode common(String left, String right, String rule) {
    return Survivorship.read(rule)
        .combine((ObjectNode) JSON.readTree(left), (ObjectNode) JSON.readTree(right));
  }

  /** Whether the rows of the left record were written what the merge made of both. */
  private static boolean twoWay(PairSql sql) {
    return sql.statement(
            """
            select exists (select from task where tenant = :tenant and entity = :entity
              and definition ->> 'direction' = 'two_way')
            """)
        .query(Boolean.class)
        .single();
  }

  private static List<String> bases(PairSql sql, String which) {
    return new ArrayList<>(
        sql.statement(
                """
                select i.base from id_map i where i.tenant = :tenant and i.entity = :entity
                  and i.record_id = :left and i.is_source and %s
                order by i.is_primary desc, i.synced_at, i.external_id
                """
                    .formatted(which))
            .query(String.class)
            .list());
  }

  private static void write(PairSql sql, String record, String data) {
    sql.update(
        """
        insert into record_history (tenant, entity, record_id, version, data, modified_at, sync_id,
          operation)
        select r.tenant, r.entity, r.record_id, r.version, r.data, r.modified_at, d.sync_id,
          'unmerge'
        from record r join duplicate d on d.tenant = r.tenant and d.id = :pair
        where r.tenant = :tenant and r.entity = :entity and r.record_id = %s
        """
            .formatted(record));
    sql.statement(
            """
            update record set data = cast(:data as jsonb), version = version + 1,
              updated_at = now(), deleted_at = null, merged_into = null
            where tenant = :tenant and entity = :entity and record_id = %s
            """
                .formatted(record))
        .param("data", data)
        .update();
  }

  private static void move(PairSql sql) {
    // What a row shows that was only read is what it is written from now on.
    sql.update(
        "update id_map i set record_id = :right, is_primary = true,"
            + " record_base = case when i.is_primary then i.record_base end "
            + OWN);
    sql.update(
        """
        update conflict o set record_id = :right, updated_at = now()
        from id_map i where i.tenant = :tenant and i.entity = :entity and i.record_id = :right
          and o.tenant = i.tenant and o.entity = i.entity and o.connection = i.connection
          and o.resource = i.resource and o.external_id = i.external_id and o.status = 'open'
        """);
    sql.update(
        """
        update id_map i set is_primary = false
        where i.tenant = :tenant and i.entity = :entity and i.record_id = :right
          and exists (select from id_map o where o.tenant = :tenant and o.entity = :entity
            and o.record_id = :right and o.connection = i.connection and o.resource = i.resource
            and (o.synced_at, o.external_id) < (i.synced_at, i.external_id))
        """);
    sql.update(
        """
        insert into match_key (tenant, entity, key, record_id)
        select d.tenant, d.entity, unnest(d.right_keys), :right from duplicate d
        where d.tenant = :tenant and d.id = :pair on conflict do nothing
        """);
    sql.update(
        """
        delete from match_key k using duplicate d
        where d.tenant = :tenant and d.id = :pair and k.tenant = :tenant and k.entity = :entity
          and k.record_id = :left and k.key = any(d.right_keys) and not k.key = any(d.shared_keys)
        """);
    sql.update(
        """
        update duplicate set status = 'unmerged', updated_at = now()
        where tenant = :tenant and id = :pair
        """);
  }
}
