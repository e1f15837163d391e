package dev.syncline.store.window;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Writes the records of a window: changes, creations, id map, history, keys. What changes rows
 * comes before what adds some, so that no statement is planned for a table that this transaction
 * has just filled; statements for which there are no rows are left out.
 */
@Component
final class RecordWrites {

  void write(WindowSql sql) {
    Map<String, Long> operations = operations(sql);
    long changing = count(operations, "F", "R", "M");
    if (changing > 0) {
      change(sql, changing);
    }
    long remembered = count(operations, "F", "R", "V");
    if (remembered > 0) {
      remember(sql, remembered);
    }
    if (count(operations, "C") > 0) {
      create(sql);
    }
    long joining = count(operations, "M", "J");
    if (joining > 0) {
      join(sql, joining);
    }
    keys(sql);
  }

  private static Map<String, Long> operations(WindowSql sql) {
    return sql
        .statement("select op, count(*) from {d} group by op")
        .query((row, n) -> Map.entry(row.getString(1), row.getLong(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static long count(Map<String, Long> operations, String... which) {
    return Stream.of(which).mapToLong(op -> operations.getOrDefault(op, 0L)).sum();
  }

  private static void create(WindowSql sql) {
    int records =
        sql.update(
            """
            insert into record (tenant, entity, record_id, data, modified_at, created_by, updated_by)
            select :tenant, :entity, d.record_id, coalesce(d.data, c.data), c.modified_at, :run, :run
            from {c} c join {d} d using (seq) where d.op = 'C'
            """);
    int ids =
        sql.update(
            """
            insert into id_map (tenant, entity, connection, resource, external_id, record_id, hash,
              base, base_version, modified_at, sync_id, digest, digest_hash)
            select :tenant, :entity, :connection, :resource, c.external_id, d.record_id, c.hash,
              case when d.data is null or d.data = c.data then null else c.data end, 1,
              c.modified_at, :run, c.digest, case when c.digest is not null then c.hash end
            from {c} c join {d} d using (seq) where d.op = 'C'
            on conflict do nothing
            """);
    if (ids != records) {
      throw new Overtaken((records - ids) + " external ids were taken meanwhile");
    }
  }

  private static void change(WindowSql sql, long wanted) {
    sql.update(
        """
        insert into record_history (tenant, entity, record_id, version, data, modified_at, sync_id,
          operation, connection, external_id)
        select r.tenant, r.entity, r.record_id, r.version, r.data, r.modified_at, :run,
          case when r.deleted_at is not null then 'restore' when d.op = 'M' then 'merge'
            else 'update' end, :connection, c.external_id
        from {c} c join {d} d using (seq)
          join record r on r.tenant = :tenant and r.entity = :entity and r.record_id = d.record_id
        where d.op in ('F', 'R', 'M') and r.version = d.version
        """);
    sql.update(
        """
        update id_map o set base = r.data
        from {c} c join {d} d using (seq)
          join record r on r.tenant = :tenant and r.entity = :entity and r.record_id = d.record_id
        where d.op in ('F', 'R', 'M') and o.record_id = d.record_id and o.tenant = :tenant
          and o.entity = :entity and o.base is null
          and (o.connection, o.resource, o.external_id) <> (:connection, :resource, c.external_id)
        """);
    int changed =
        sql.update(
            """
            update record r set data = coalesce(d.data, c.data), version = r.version + 1,
              modified_at = coalesce(c.modified_at, r.modified_at), updated_by = :run,
              updated_at = now(), deleted_at = null
            from {c} c join {d} d using (seq)
            where d.op in ('F', 'R', 'M') and r.tenant = :tenant and r.entity = :entity
              and r.record_id = d.record_id and r.version = d.version and r.merged_into is null
            """);
    if (changed != wanted) {
      throw new Overtaken((wanted - changed) + " records changed meanwhile");
    }
  }

  /**
   * Moves the base of each source row on to what it contributed now. A row that belongs to another
   * record by now, or whose record changed though this window leaves it as it is, was decided by
   * what is no longer so.
   */
  private static void remember(WindowSql sql, long wanted) {
    int moved =
        sql.update(
            """
        update id_map i set hash = c.hash, modified_at = c.modified_at, sync_id = :run,
          synced_at = now(), is_source = true, digest = c.digest,
          digest_hash = case when c.digest is not null then c.hash end,
          base = case when d.op = 'F' or d.data = c.data then null else c.data end,
          base_version = d.version + case when d.op = 'V' then 0 else 1 end
        from {c} c join {d} d using (seq)
        where d.op in ('F', 'R', 'V') and i.tenant = :tenant and i.entity = :entity
          and i.connection = :connection and i.resource = :resource
          and i.external_id = c.external_id and i.record_id = d.record_id
          and (d.op <> 'V' or exists (select from record r where r.tenant = :tenant
            and r.entity = :entity and r.record_id = d.record_id and r.version = d.version
            and r.merged_into is null))
        """);
    if (moved != wanted) {
      throw new Overtaken((wanted - moved) + " rows or their records changed meanwhile");
    }
  }

  /**
   * Each record is looked up by its id, and its rows only where it is not of this window: of a
   * table that this transaction has just filled the planner knows nothing.
   */
  private static void join(WindowSql sql, long joining) {
    int joined =
        sql.update(
            """
            insert into id_map (tenant, entity, connection, resource, external_id, record_id, hash,
              base, base_version, modified_at, is_primary, sync_id, digest, digest_hash)
            select :tenant, :entity, :connection, :resource, c.external_id, d.record_id, c.hash,
              c.data, r.version, c.modified_at,
              row_number() over (partition by d.record_id order by c.seq) = 1
                and not (d.record_id in (select n.record_id from {d} n where n.op = 'C')
                  or exists (select from (select * from id_map w
                      where w.record_id = d.record_id offset 0) o
                    where o.tenant = :tenant and o.entity = :entity
                      and o.connection = :connection and o.resource = :resource)),
              :run, c.digest, case when c.digest is not null then c.hash end
            from {c} c join {d} d using (seq) cross join lateral (
              select w.version from record w where w.tenant = :tenant and w.entity = :entity
                and w.record_id = d.record_id and w.merged_into is null offset 0) r
            where d.op in ('M', 'J')
            on conflict do nothing
            """);
    if (joined != joining) {
      throw new Overtaken((joining - joined) + " external ids were taken meanwhile");
    }
  }

  private static void keys(WindowSql sql) {
    boolean any =
        sql.statement("select exists (select from {c} where keys is not null)")
            .query(Boolean.class)
            .single();
    if (!any) {
      return;
    }
    sql.update(
        """
        delete from match_key k using {c} c join {d} d using (seq)
        where d.op = 'F' and k.tenant = :tenant and k.entity = :entity
          and k.record_id = d.record_id and not k.key = any(coalesce(c.keys, '{}'))
          and not exists (select from id_map o where o.tenant = :tenant and o.entity = :entity
            and o.record_id = d.record_id and o.is_source
            and (o.connection, o.resource, o.external_id)
              <> (:connection, :resource, c.external_id))
        """);
    sql.update(
        """
        insert into match_key (tenant, entity, key, record_id)
        select :tenant, :entity, unnest(c.keys), d.record_id
        from {c} c join {d} d using (seq)
        where d.op in ('C', 'F', 'R', 'M', 'J') and c.keys is not null
        on conflict do nothing
        """);
  }
}
