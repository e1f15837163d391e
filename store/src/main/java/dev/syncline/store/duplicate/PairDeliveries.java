package dev.syncline.store.duplicate;

import java.util.List;

/** Sends what a decision about a pair changed to the targets of the entity's tasks. */
final class PairDeliveries {
  /** All that the tasks write to: what they deliver to, of two-way tasks their source too. */
  private static final String TARGETS =
      """
      from task t cross join lateral (
        select e ->> 'connection', e ->> 'resource' from json_array_elements(
          case when json_typeof(t.definition -> 'deliver') = 'array'
            then t.definition -> 'deliver' else '[]' end) e
        union
        select t.definition -> 'source' ->> 'connection',
          coalesce(t.definition -> 'source' ->> 'resource', '')
        where t.definition ->> 'direction' = 'two_way') e(connection, resource)
      """;

  private static final String OF_ENTITY = " where t.tenant = :tenant and t.entity = :entity ";

  /** The ids in targets from which vanished records are to be deleted. */
  static final String KEPT_TO_DELETE =
      """
      (not i.is_source and (i.connection, i.resource) in (
        select e.connection, e.resource
      """
          + TARGETS
          + OF_ENTITY
          + " and t.definition ->> 'deletes' = 'propagate'))";

  private PairDeliveries() {}

  /**
   * Enters both records for delivery, one that vanished only where the task propagates deletes; the
   * connections that have to hear of it.
   */
  static List<String> enqueue(PairSql sql) {
    return sql.statement(
            """
            with entered as (
              insert into outbox (tenant, connection, resource, task, entity, record_id,
                record_version, operation, sync_id)
              select t.tenant, e.connection, e.resource, t.name, t.entity, r.record_id,
                r.version, 'upsert', d.sync_id
            """
                + TARGETS
                + """
                join record r on r.tenant = t.tenant and r.entity = t.entity
                  and r.record_id in (:left, :right)
                join duplicate d on d.tenant = t.tenant and d.id = :pair
                """
                + OF_ENTITY
                + """
                  and (r.deleted_at is null or t.definition ->> 'deletes' = 'propagate')
                  order by r.record_id = :left desc
                  returning connection)
                select distinct connection from entered order by 1
                """)
        .query(String.class)
        .list();
  }
}
