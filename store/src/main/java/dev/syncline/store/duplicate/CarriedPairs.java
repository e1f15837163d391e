package dev.syncline.store.duplicate;

/**
 * The open pairs of records that went into others: they are asked of the record that holds them,
 * for as long as it does.
 */
final class CarriedPairs {
  private CarriedPairs() {}

  /** Proposes the open pairs of the right record, of those that hold its sides now. */
  static void carry(PairSql sql) {
    sql.update(
        """
        with recursive asked as (
          select d.* from duplicate d
          where d.tenant = :tenant and d.entity = :entity and d.status = 'open'
            and :right in (d.left_id, d.right_id)
        ), place as (
          select side as id, side as holder from asked, unnest(array[left_id, right_id]) as s(side)
          union
          select p.id, r.merged_into from place p join record r on r.tenant = :tenant
            and r.entity = :entity and r.record_id = p.holder
          where r.merged_into is not null
        ), held as (
          select p.id, p.holder from place p join record r on r.tenant = :tenant
            and r.entity = :entity and r.record_id = p.holder
          where r.merged_into is null and r.deleted_at is null
        )
        insert into duplicate (tenant, entity, status, automatic, score, left_id, right_id,
          survivorship, reasons, sync_id, carried_from)
        select distinct on (least(l.holder, r.holder), greatest(l.holder, r.holder))
          a.tenant, a.entity, 'open', false, a.score, least(l.holder, r.holder),
          greatest(l.holder, r.holder), a.survivorship, a.reasons, a.sync_id,
          coalesce(a.carried_from, a.id)
        from asked a join held l on l.id = a.left_id join held r on r.id = a.right_id
        where l.holder <> r.holder
        order by least(l.holder, r.holder), greatest(l.holder, r.holder), a.score desc
        on conflict do nothing
        """);
  }

  /** Takes back what was asked of the record that held the right one, which stands again. */
  static void giveBack(PairSql sql) {
    sql.update(
        """
        delete from duplicate c using duplicate d
        where c.tenant = :tenant and c.entity = :entity and c.status = 'open'
          and :left in (c.left_id, c.right_id)
          and d.tenant = c.tenant and d.id = c.carried_from
          and :right in (d.left_id, d.right_id)
        """);
    carry(sql);
  }
}
