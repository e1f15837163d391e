package dev.syncline.store.duplicate;

import dev.syncline.store.duplicate.Snapshot.Row;
import dev.syncline.store.window.LegMeetings;
import java.util.List;

/**
 * Takes back what the rows of a two-way task were written by a merge, before its record comes
 * apart: they are to show what their own record holds, and know the merged values for what was sent
 * to them. So an edit that nobody has read yet is no conflict with coming apart.
 */
final class MergedValues {
  private final PairSql sql;

  /**
   * @param sql whose left record is the one that holds both
   */
  MergedValues(PairSql sql) {
    this.sql = sql;
  }

  void of(Apart apart) {
    of(apart.stays());
    of(apart.goes());
  }

  private void of(Snapshot part) {
    List<Row> rows = part.rows().stream().filter(Row::primary).toList();
    sql.statement(
            """
            with taken as materialized (
              select i.connection, i.resource, i.external_id, f.fields, f.own, f.merged
              from id_map i join record m on m.tenant = i.tenant and m.entity = i.entity
                  and m.record_id = i.record_id
                cross join (select cast(:data as jsonb) as data) p
                cross join lateral (
                  select array_agg(k) as fields,
                    coalesce(jsonb_object_agg(k, p.data -> k)
                      filter (where p.data -> k is not null), '{}') as own,
                    jsonb_object_agg(k, coalesce(coalesce(i.base, m.data) -> k, 'null')) as merged
                  from jsonb_object_keys(m.data || p.data) k
                  where m.data -> k is distinct from p.data -> k
                    and m.data -> k is not distinct from
                      coalesce(i.record_base, i.base, m.data) -> k) f
              where i.tenant = :tenant and i.entity = :entity and i.record_id = :left
                and i.is_source and i.is_primary and f.fields is not null
                and (i.connection, i.resource, i.external_id) in (select *
                  from unnest(cast(:connections as text[]), cast(:resources as text[]),
                    cast(:ids as text[]))))
            update id_map i set hash = cast('%s' as uuid),
              base = (coalesce(i.base, m.data) - t.fields) || t.own,
              record_base = nullif(
                (coalesce(i.record_base, i.base, m.data) - t.fields) || t.own,
                (coalesce(i.base, m.data) - t.fields) || t.own),
              sent = coalesce(i.sent, '{}') || t.merged
            from taken t, record m
            where i.tenant = :tenant and i.entity = :entity and i.connection = t.connection
              and i.resource = t.resource and i.external_id = t.external_id
              and m.tenant = :tenant and m.entity = :entity and m.record_id = :left
            """
                .formatted(LegMeetings.WAITING))
        .param("data", SnapshotJson.text(part.data()))
        .param("connections", SnapshotWrites.column(rows, row -> row.place().connection()))
        .param("resources", SnapshotWrites.column(rows, row -> row.place().resource()))
        .param("ids", SnapshotWrites.column(rows, row -> row.place().externalId()))
        .update();
  }
}
