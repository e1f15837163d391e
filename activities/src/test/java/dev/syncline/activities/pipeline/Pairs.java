package dev.syncline.activities.pipeline;

import dev.syncline.store.database.Range;
import dev.syncline.store.duplicate.DuplicateRow;
import dev.syncline.store.duplicate.DuplicateStatus;
import dev.syncline.store.duplicate.Duplicates;

/** Pairs that stand in the review list. */
final class Pairs {
  private Pairs() {}

  /** The two people with these names. */
  static DuplicateRow propose(Pipeline pipeline, String left, String right) {
    return propose(pipeline, "people", "name", left, right);
  }

  /** The two records that have these values in a field. */
  static DuplicateRow propose(
      Pipeline pipeline, String entity, String field, String left, String right) {
    pipeline
        .engine
        .owner()
        .sql(
            """
            insert into syncline.duplicate (tenant, entity, status, automatic, score, left_id,
              right_id, survivorship, reasons, sync_id)
            select l.tenant, l.entity, 'open', false, 0.7, l.record_id, r.record_id,
              'merge_fields', '[]', l.created_by
            from syncline.record l join syncline.record r on r.tenant = l.tenant
            where l.tenant = ? and l.data ->> ? = ? and r.data ->> ? = ?
              and l.deleted_at is null and r.deleted_at is null
            """)
        .params(pipeline.tenant, field, left, field, right)
        .update();
    return pipeline
        .engine
        .get(Duplicates.class)
        .list(pipeline.tenant, entity, DuplicateStatus.OPEN, new Range(1, 0))
        .items()
        .get(0);
  }
}
