package dev.syncline.store.window;

import dev.syncline.store.staging.StagingTables;
import dev.syncline.store.staging.StagingTables.Kind;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes down what a window would do, in place of doing it, with all that doing it needs. */
@Component
final class Planning {
  private final LegPlanning legs;

  Planning(LegPlanning legs) {
    this.legs = legs;
  }

  /** The window's own rows, and what goes with them. */
  void write(WindowSql sql, WindowCommit window) {
    List<String> found = FoundDuplicates.tables(window);
    boolean compared = !found.isEmpty() && there(sql, found.get(1));
    String blocks =
        compared
            ? "(select array_agg(b.key) from %s b where b.seq = c.seq)".formatted(found.get(1))
            : "cast(null as bigint[])";
    if (window.twoWay()) {
      legs.write(sql, blocks);
    } else {
      rows(sql, blocks);
    }
    beside(sql, "f", StagingTables.beside(window.candidates(), Kind.FURTHER));
    if (!found.isEmpty()) {
      beside(sql, "p", found.get(0));
    }
  }

  private static void rows(WindowSql sql, String blocks) {
    sql.update(
        """
        insert into plan_row (tenant, sync_id, window_no, kind, seq, state, external_id, own_id,
          hash, modified_at, data, keys, place, code, message, payload, op, record_id, version,
          touched, merged, blocks, stood_hash, stands, before, digest)
        select :tenant, :run, :window, 'O', c.seq, c.state, c.external_id, c.record_id, c.hash,
          c.modified_at, c.data, c.keys, c.place, c.code, c.message, c.payload, d.op, d.record_id,
          d.version, d.touched, d.data, %s, i.hash, r.version,
          case when d.op in ('F', 'R', 'M') then r.data end, c.digest
        from {c} c left join {d} d using (seq)
          left join id_map i on i.tenant = :tenant and i.entity = :entity
            and i.connection = :connection and i.resource = :resource
            and i.external_id = c.external_id and d.seq is not null
          left join record r on r.tenant = :tenant and r.entity = :entity
            and r.record_id = d.record_id
        """
            .formatted(blocks));
  }

  private static void beside(WindowSql sql, String kind, String table) {
    if (there(sql, table)) {
      sql.update(
          """
          insert into plan_beside (tenant, sync_id, window_no, kind, row_no, content)
          select :tenant, :run, :window, '%s', row_number() over (), to_jsonb(t) from %s t
          """
              .formatted(kind, StagingTables.checked(table)));
    }
  }

  static boolean there(WindowSql sql, String table) {
    return sql.statement("select to_regclass('" + StagingTables.checked(table) + "') is not null")
        .query(Boolean.class)
        .single();
  }

  /**
   * The derived records of one entity.
   *
   * @param sql over their candidates and decisions, which may not be there where there are none
   * @param gone the external ids of derived rows that the window no longer makes
   */
  void derived(WindowCommit window, WindowSql sql, int part, List<String> gone) {
    if (there(sql, StagingTables.partOf(window.candidates(), Kind.DECISIONS, part))) {
      sql.statement(
              """
              insert into plan_row (tenant, sync_id, window_no, kind, part, seq, entity, state,
                external_id, data, op, record_id, version, touched, merged, stood_hash, stands,
                before)
              select :tenant, :run, :window, 'D', :part, c.seq, :entity, c.state, c.external_id,
                c.data, d.op, d.record_id, d.version, d.touched, d.data, i.hash, r.version,
                case when d.op in ('F', 'R', 'M') then r.data end
              from {c} c join {d} d using (seq)
                left join id_map i on i.tenant = :tenant and i.entity = :entity
                  and i.connection = :connection and i.resource = :resource
                  and i.external_id = c.external_id
                left join record r on r.tenant = :tenant and r.entity = :entity
                  and r.record_id = d.record_id
              where d.op in ('C', 'F', 'R', 'V', 'M', 'J')
              """)
          .param("part", part)
          .update();
    }
    removed(sql, part + 1, gone, Tombstones.LAST);
  }

  /**
   * Source rows that would be removed: T where their record goes with them, G where others hold it.
   *
   * @param part 0 for the task's own
   * @param last what makes a row a record's last one
   */
  static void removed(WindowSql sql, int part, List<String> keys, String last) {
    if (keys.isEmpty()) {
      return;
    }
    sql.statement(
            """
            insert into plan_row (tenant, sync_id, window_no, kind, part, seq, entity, state,
              external_id, op, record_id, stood_hash, stands, before)
            select :tenant, :run, :window, 'R', :part,
              row_number() over (order by i.external_id),
              case when :part = 0 then null else :entity end, 'M', i.external_id,
              case when %s then 'T' else 'G' end, i.record_id, i.hash, r.version, r.data
            from id_map i join record r on r.tenant = i.tenant and r.entity = i.entity
              and r.record_id = i.record_id
            where %s and i.external_id = any(:keys)
            on conflict do nothing
            """
                .formatted(last, Tombstones.LIVE))
        .param("part", part)
        .param("keys", keys.toArray(String[]::new))
        .update();
  }
}
