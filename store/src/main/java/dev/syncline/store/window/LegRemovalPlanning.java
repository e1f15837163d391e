package dev.syncline.store.window;

import dev.syncline.store.window.LegRemoval.AgainstEdits;
import dev.syncline.store.window.LegRemoval.Verdict;
import java.sql.Types;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Plans what {@link LegRemoval} would do with the rows that one system of a two-way task has lost,
 * once the windows of the plan are written: what another system edited in the same plan is an edit
 * that stands against the deletion, and what one has deleted is not deleted again for the next.
 */
@Component
final class LegRemovalPlanning {

  /** Fields that the record would hold otherwise than it did when the system was last in step. */
  private static final String DECIDED =
      """
      (select jsonb_agg(jsonb_build_object('field', k.field,
          'base', coalesce(i.base, r.data) -> k.field, 'record', n.data -> k.field,
          'incoming', null, 'chosen', :chosen, 'strategy', :strategy,
          'value', case when :chosen = 'record' then n.data -> k.field end) order by k.field)
        from jsonb_object_keys(n.data || n.held) as k(field)
        where (cast(:fields as text[]) is null or k.field = any(:fields))
          and nullif(n.data -> k.field, 'null') is distinct from
            nullif(n.held -> k.field, 'null'))
      """;

  /**
   * Rows of removals follow the last window, a window for each system.
   *
   * @param sql with the number of this system's window
   */
  void write(WindowSql sql, List<String> missing, AgainstEdits against) {
    if (missing.isEmpty()) {
      return;
    }
    sql.statement(
            """
            insert into plan_row (tenant, sync_id, window_no, kind, part, seq, state, external_id,
              op, record_id, stood_hash, stands, before, leg, resolved, open)
            select :tenant, :run, :window, 'R', 0, row_number() over (order by external_id), 'M',
              external_id, op, record_id, hash, version, data, cast(:leg as int),
              case when edited and op <> 'Q' then decided end, case when op = 'Q' then decided end
            from (
              select k.*, case when edited and :kept <> 'T' then :kept
                  when not last or gone or stays then 'G'
                  when row_number() over (partition by record_id order by external_id) > 1 then 'G'
                  else 'T' end as op
              from (
                select e.*, bool_or(edited and :kept <> 'T') over (partition by record_id) as stays
                from (
                  select m.*, is_primary and last and not gone and decided is not null as edited
                  from (
                    select i.external_id, i.record_id, i.hash, i.is_primary, r.version, n.data,
                      %s and not %s as last,
                      (r.deleted_at is not null and o.record_id is null) or exists (
                        select from plan_row t where t.tenant = :tenant
                          and t.sync_id is not distinct from :run
                          and t.window_no between :window - :leg and :window - 1
                          and t.leg is not null and t.kind = 'R' and t.op = 'T'
                          and t.record_id = i.record_id) as gone,
                      %s as decided
                    from id_map i join record r on r.tenant = i.tenant and r.entity = i.entity
                        and r.record_id = i.record_id
                      %s
                      cross join lateral (select coalesce(o.data, r.data) as data,
                        coalesce(i.record_base, i.base, r.data) as held) n
                    where %s and i.external_id = any(:keys) and i.hash <> '%s') m) e) k) x
            on conflict do nothing
            """
                .formatted(
                    Tombstones.LAST_OF_LEG,
                    LegPlanning.joined("i.record_id"),
                    DECIDED,
                    LegPlanning.soFar("i.record_id"),
                    Tombstones.LIVE,
                    LegMeetings.AGAIN))
        .param("keys", missing.toArray(String[]::new))
        .param("fields", LegRemoval.names(against.fields()), Types.ARRAY)
        .param("kept", kept(against.verdict()))
        .param("chosen", LegRemoval.chosen(against.verdict()), Types.VARCHAR)
        .param("strategy", against.strategy())
        .update();
  }

  /** What becomes of a row whose record was edited elsewhere: gone, made again, in question. */
  private static String kept(Verdict verdict) {
    return switch (verdict) {
      case GONE -> "T";
      case KEPT -> "A";
      case OPEN -> "Q";
    };
  }
}
