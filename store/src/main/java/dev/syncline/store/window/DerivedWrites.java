package dev.syncline.store.window;

import dev.syncline.domain.DerivedCounts;
import dev.syncline.store.database.Database;
import dev.syncline.store.staging.Staging;
import dev.syncline.store.staging.StagingTables;
import dev.syncline.store.staging.StagingTables.Kind;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Matches, classifies and writes the derived records of a window, entity by entity, with the
 * statements that its own records go through. Their entities are locked by then, so that nobody is
 * faster. A derived row that its source row no longer makes is removed, be it that the row changed
 * or that the task did.
 */
@Component
final class DerivedWrites {
  private final Database database;
  private final Staging staging;
  private final Matching matching;
  private final Classifying classifying;
  private final RecordWrites records;
  private final LinkWrites links;
  private final Tombstones tombstones;
  private final Planning planning;

  DerivedWrites(
      Database database,
      Staging staging,
      Matching matching,
      Classifying classifying,
      RecordWrites records,
      LinkWrites links,
      Tombstones tombstones,
      Planning planning) {
    this.database = database;
    this.staging = staging;
    this.matching = matching;
    this.classifying = classifying;
    this.records = records;
    this.links = links;
    this.tombstones = tombstones;
    this.planning = planning;
  }

  void write(WindowCommit window, WindowSql parents) {
    DerivedCounts counts = DerivedCounts.ZERO;
    List<String> entities = List.copyOf(window.further().derived());
    for (int part = 0; part < entities.size(); part++) {
      counts = counts.plus(new One(window, parents, entities.get(part), part).write());
    }
    if (!counts.equals(DerivedCounts.ZERO) && window.purpose() != Purpose.PLAN) {
      count(window.origin(), counts);
    }
  }

  private void count(WindowOrigin origin, DerivedCounts counts) {
    database
        .sql()
        .sql(
            """
            update run set derived_created = derived_created + :created,
              derived_updated = derived_updated + :updated,
              derived_unchanged = derived_unchanged + :unchanged,
              derived_deleted = derived_deleted + :deleted
            where tenant = :tenant and sync_id = :run
            """)
        .param("created", counts.created())
        .param("updated", counts.updated())
        .param("unchanged", counts.unchanged())
        .param("deleted", counts.deleted())
        .param("tenant", origin.tenant())
        .param("run", origin.syncId())
        .update();
  }

  /** The derived records of one entity. */
  private final class One {
    private final WindowCommit window;
    private final WindowSql parents;
    private final WindowOrigin origin;
    private final int part;
    private final String candidates;
    private final String matches;
    private final String decisions;

    One(WindowCommit window, WindowSql parents, String entity, int part) {
      this.window = window;
      this.parents = parents;
      this.origin = window.origin().ofEntity(entity);
      this.part = part;
      this.candidates = StagingTables.partOf(window.candidates(), Kind.CANDIDATES, part);
      this.matches = StagingTables.partOf(window.candidates(), Kind.MATCHES, part);
      this.decisions = StagingTables.partOf(window.candidates(), Kind.DECISIONS, part);
    }

    DerivedCounts write() {
      boolean any = gather() > 0;
      List<String> gone = window.further().updates() ? gone() : List.of();
      DerivedCounts counts = any ? classify() : DerivedCounts.ZERO;
      if (any && !window.purpose().plans()) {
        WindowSql sql = sql();
        records.write(sql);
        links.derive(sql, window.origin().entity());
      }
      if (window.purpose().plans()) {
        planning.derived(window, sql(), part, gone);
      }
      long deleted = window.purpose().plans() ? gone.size() : remove(gone);
      staging.drop(List.of(candidates, matches, decisions));
      return counts.plus(new DerivedCounts(0, 0, 0, deleted));
    }

    private WindowSql sql() {
      return new WindowSql(database, origin, candidates, decisions, window.number());
    }

    /** The rows made from source rows that are written; the last of each external id. */
    private int gather() {
      parents.update("drop table if exists " + candidates);
      parents.update("create unlogged table " + candidates + " (like {c}, type text, parent text)");
      int rows =
          parents
              .statement(
                  """
                  insert into %s (seq, state, external_id, record_id, hash, modified_at, data, type,
                    parent)
                  select row_number() over (order by f.seq, f.external_id), 'M', f.external_id,
                    f.record_id, f.hash, f.modified_at, f.data, f.type, f.parent
                  from (select distinct on (f.external_id) f.*, c.modified_at,
                      c.external_id as parent
                    from %s f join {c} c using (seq) join {d} d using (seq)
                    where f.derived and f.entity = :derived and c.state = 'M' and d.op <> 'X'
                    order by f.external_id, f.seq desc) f
                  """
                      .formatted(candidates, StagingTables.furtherOf(window.candidates())))
              .param("derived", origin.entity())
              .update();
      staging.analyze(candidates);
      return rows;
    }

    /** What the source rows of the window made before and do not make now. */
    private List<String> gone() {
      return parents
          .statement(
              """
              select l.external_id
              from {c} c join {d} d using (seq)
                join record_link l on l.tenant = :tenant and l.to_entity = :entity
                  and l.to_external_id = c.external_id and l.entity = :derived and l.derived
                  and l.connection = :connection and l.resource = :resource
              where c.state = 'M' and d.op <> 'X'
                and not exists (select from %s n where n.external_id = l.external_id)
                and not %s
              order by l.external_id
              """
                  .formatted(candidates, LinkWrites.OF_ANOTHER_TASK))
          .param("derived", origin.entity())
          .query(String.class)
          .list();
    }

    private DerivedCounts classify() {
      matching.byExternalId(origin, candidates, matches);
      classifying.classify(candidates, matches, decisions, true, window.further().updates());
      List<Classifying.Meeting> meetings = classifying.meetings(origin, candidates, decisions);
      if (!meetings.isEmpty()) {
        classifying.decide(decisions, window.further().decide().apply(meetings));
      }
      return sql()
          .statement(
              """
              select count(*) filter (where op = 'C') as created,
                count(*) filter (where op in ('F', 'R') and not touched) as updated,
                count(*) filter (where op in ('U', 'V') and not touched) as unchanged
              from {d}
              """)
          .query(
              (row, n) ->
                  new DerivedCounts(
                      row.getLong("created"), row.getLong("updated"), row.getLong("unchanged"), 0))
          .single();
    }

    private long remove(List<String> gone) {
      if (gone.isEmpty()) {
        return 0;
      }
      String[] keys = gone.toArray(String[]::new);
      long buried = tombstones.bury(origin, keys);
      tombstones.detach(origin, keys);
      links.forget(origin, keys);
      return buried;
    }
  }
}
