package dev.syncline.store.window;

import dev.syncline.store.staging.StagingTables;
import dev.syncline.store.staging.StagingTables.Kind;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Enters what matching found in a window: merged pairs with the record that went into the other,
 * pairs for review, and the keys that later rows find these records by.
 */
@Component
final class FoundDuplicates {

  /**
   * The left record of a window's first merge into it, before the window: as it stands, else the
   * candidate that makes it. Without statistics of a table just filled, the planner would rather
   * walk an entity than look up a record: the subqueries leave it no choice.
   */
  private static final String LEFT =
      """
      coalesce(l.data, o.data),
      case when l.data is not null then coalesce((
          select jsonb_agg(jsonb_build_object('connection', i.connection, 'resource', i.resource,
            'external_id', i.external_id, 'primary', i.is_primary, 'source', i.is_source,
            'modified', i.modified_at)
            || case when i.base is null then '{}' else jsonb_build_object('base', i.base) end)
          from (select * from id_map w where w.record_id = f.left_id offset 0) i
          where i.tenant = :tenant and i.entity = :entity), '[]')
        when o.data is not null then jsonb_build_array(
          jsonb_build_object('connection', cast(:connection as text),
            'resource', cast(:resource as text), 'external_id', o.external_id)) end,
      case when l.data is not null then array(select k.key
          from (select * from match_key w where w.record_id = f.left_id offset 0) k
          where k.tenant = :tenant and k.entity = :entity)
        when o.data is not null then coalesce(o.keys, '{}') end,
      coalesce(l.modified_at, o.modified_at)
      """;

  /** The tables that matching left beside the matches of this window, where it left any. */
  static List<String> tables(WindowCommit window) {
    return window.tables().stream()
        .filter(table -> table.startsWith("staging.m_"))
        .flatMap(
            table ->
                List.of(
                    StagingTables.beside(table, Kind.PAIRS),
                    StagingTables.beside(table, Kind.BLOCKS))
                    .stream())
        .toList();
  }

  /** Enters the merged pairs; before the records are written, while the keys are as they were. */
  void merged(WindowSql sql, WindowCommit window) {
    List<String> tables = tables(window);
    if (!tables.isEmpty() && there(sql, tables.get(0))) {
      merged(sql, tables.get(0));
    }
  }

  /** Enters the pairs for review and the keys; once the records stand. */
  void proposed(WindowSql sql, WindowCommit window) {
    List<String> tables = tables(window);
    if (tables.isEmpty() || !there(sql, tables.get(0))) {
      return;
    }
    open(sql, tables.get(0));
    keys(sql, tables.get(1));
  }

  /** In the order of the index. Only of records that were there before may keys be known. */
  private static void keys(WindowSql sql, String blocks) {
    sql.update("set local work_mem = '64MB'");
    sql.update(
        """
        insert into block_key (tenant, key, record_id)
        select distinct :tenant, b.key # %s as key, d.record_id
        from %s b join {d} d using (seq)
        where d.op <> 'X' and (d.op = 'C' or not exists (
          select from block_key k where k.tenant = :tenant and k.key = (b.key # %s)
            and k.record_id = d.record_id offset 0))
        order by key
        """
            .formatted(FuzzyMatching.OF_ENTITY, blocks, FuzzyMatching.OF_ENTITY));
    sql.update("reset work_mem");
  }

  private static boolean there(WindowSql sql, String table) {
    return sql.statement("select to_regclass('" + table + "') is not null")
        .query(Boolean.class)
        .single();
  }

  private static void merged(WindowSql sql, String pairs) {
    sql.update(
        """
        insert into record (tenant, entity, record_id, data, modified_at, created_by, updated_by,
          deleted_at, merged_into)
        select :tenant, :entity, c.record_id, c.data, c.modified_at, :run, :run, now(), d.record_id
        from %s p join {c} c using (seq) join {d} d using (seq)
        where p.merged and d.op in ('M', 'J') on conflict do nothing
        """
            .formatted(pairs));
    sql.update(
        """
        insert into duplicate (tenant, entity, status, automatic, score, left_id, right_id,
          right_ids, before_right, right_keys, right_modified, survivorship, reasons, sync_id,
          merge_no, before_left, left_ids, left_keys, left_modified)
        select :tenant, :entity, 'merged', true, f.score, f.left_id, f.right_id,
          jsonb_build_array(jsonb_build_object('connection', cast(:connection as text),
            'resource', cast(:resource as text), 'external_id', f.external_id)),
          f.data, coalesce(f.keys, '{}'), f.modified_at, f.survivorship, f.reasons, :run,
          nextval('duplicate_merge_no'), %s
        from (select p.*, d.record_id as left_id, c.record_id as right_id, c.external_id, c.data,
            c.keys, c.modified_at,
            row_number() over (partition by d.record_id order by p.seq) = 1 as first
          from %s p join {c} c using (seq) join {d} d using (seq)
          where p.merged and d.op in ('M', 'J')) f
          left join lateral (select r.data, r.modified_at from record r
            where f.first and r.tenant = :tenant and r.entity = :entity
              and r.record_id = f.left_id offset 0) l on true
          left join {c} o on f.first and l.data is null and o.record_id = f.left_id
        order by f.seq on conflict do nothing
        """
            .formatted(LEFT, pairs));
  }

  /**
   * Between the records that the rows belong to now; the older one stays should they be merged.
   * What was asked of them for others' sake is now asked for their own. Each record is looked up by
   * its id, whatever the statistics of a table just filled say.
   */
  private static void open(WindowSql sql, String pairs) {
    sql.update(
        """
        insert into duplicate (tenant, entity, status, automatic, score, left_id, right_id,
          survivorship, reasons, sync_id)
        select distinct on (least(o.id, d.record_id), greatest(o.id, d.record_id))
          :tenant, :entity, 'open', false, p.score, least(o.id, d.record_id),
          greatest(o.id, d.record_id), p.survivorship, p.reasons, :run
        from %s p join {d} d using (seq) left join {d} e on e.seq = p.other_seq
          cross join lateral (select coalesce(e.record_id, p.other_record) as id) o
          cross join lateral (
            select count(*) as live from unnest(array[o.id, d.record_id]) as w(id)
            cross join lateral (
              select from record r where r.tenant = :tenant and r.entity = :entity
                and r.record_id = w.id and r.merged_into is null and r.deleted_at is null
              offset 0) found) ends
        where not p.merged and o.id <> d.record_id and ends.live = 2
        order by least(o.id, d.record_id), greatest(o.id, d.record_id), p.score desc
        on conflict (tenant, entity, (least(left_id, right_id)), (greatest(left_id, right_id)))
          do update set carried_from = null, score = excluded.score, reasons = excluded.reasons,
            survivorship = excluded.survivorship, sync_id = excluded.sync_id, updated_at = now()
          where duplicate.status = 'open' and duplicate.carried_from is not null
        """
            .formatted(pairs));
  }
}
