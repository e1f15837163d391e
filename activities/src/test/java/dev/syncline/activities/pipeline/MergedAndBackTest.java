package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.store.database.Range;
import dev.syncline.store.duplicate.DuplicateRow;
import dev.syncline.store.duplicate.DuplicateStatus;
import dev.syncline.store.duplicate.Duplicates;
import dev.syncline.store.duplicate.Merging;
import dev.syncline.store.duplicate.Unmerging;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever is merged by hand comes apart as it was, and a merge that breaks off never was. */
class MergedAndBackTest {
  private static final String PEOPLE =
      """
      {'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id',
       'fields': {'name': 'name', 'email': 'email', 'city': 'city', 'friend_id': 'friend'},
       'references': {'friend': {'entity': 'people', 'external_id': 'friend_id'}},
       'dedupe': {'match': [{'exact': ['email']}]}}
      """;
  private static final int PEOPLE_THERE = 5;

  private final Duplicates duplicates = TestEngine.SHARED.get(Duplicates.class);
  private final Merging merging = TestEngine.SHARED.get(Merging.class);
  private final Unmerging unmerging = TestEngine.SHARED.get(Unmerging.class);
  private Pipeline pipeline = new Pipeline();

  @BeforeTry
  void aTenantOfItsOwn() {
    pipeline = new Pipeline();
  }

  /** Values by person; null where there is none. */
  record Values(List<String> names, List<String> cities, List<Integer> friends) {}

  @Provide
  Arbitrary<Values> values() {
    return Combinators.combine(
            Arbitraries.of("Ann", "Anne", "", "Bo").list().ofSize(PEOPLE_THERE),
            Arbitraries.of("Leeds", "York", "").list().ofSize(PEOPLE_THERE),
            Arbitraries.integers().between(0, PEOPLE_THERE).list().ofSize(PEOPLE_THERE))
        .as(Values::new);
  }

  @Provide
  Arbitrary<List<Integer>> merges() {
    return Arbitraries.integers().between(0, 24).list().ofSize(1);
  }

  private List<Map<String, Object>> state() {
    return pipeline.sql(
        """
        select 'r' as kind, record_id::text as id, data::text as value from syncline.record
        where tenant = ? and deleted_at is null
        union all select 'i', record_id::text, connection || external_id || is_primary || is_source
        from syncline.id_map where tenant = ?
        union all select 'k', record_id::text, key::text from syncline.match_key where tenant = ?
        union all select 'l', i.record_id::text, l.external_id || l.type || l.to_external_id
        from syncline.record_link l left join syncline.id_map i on i.tenant = l.tenant
          and i.entity = l.to_entity and i.external_id = l.to_external_id
        where l.tenant = ?
        order by 1, 2, 3
        """,
        pipeline.tenant,
        pipeline.tenant,
        pipeline.tenant,
        pipeline.tenant);
  }

  private void load(Values values) {
    MemorySystem crm = pipeline.connect("crm");
    pipeline.task("people", PEOPLE);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < PEOPLE_THERE; i++) {
      rows.add(
          MemorySystem.row(
              "" + i,
              values.names.get(i),
              "email",
              i == 0 ? "" : "p" + i + "@x",
              "city",
              values.cities.get(i),
              "friend",
              values.friends.get(i) == PEOPLE_THERE ? "" : "" + values.friends.get(i)));
    }
    crm.rows(rows.toArray(String[]::new));
    pipeline.full("people");
  }

  private List<String> ids() {
    return pipeline
        .engine
        .owner()
        .sql(
            "select record_id::text from syncline.record where tenant = ? and deleted_at is null"
                + " order by 1")
        .param(pipeline.tenant)
        .query(String.class)
        .list();
  }

  private DuplicateRow proposed(String left, String right) {
    pipeline
        .engine
        .owner()
        .sql(
            """
            insert into syncline.duplicate (tenant, entity, status, automatic, score, left_id,
              right_id, survivorship, reasons, sync_id)
            select ?, 'people', 'open', false, 0.7, ?::uuid, ?::uuid, 'merge_fields', '[]',
              created_by from syncline.record where tenant = ? and record_id = ?::uuid
            """)
        .params(pipeline.tenant, left, right, pipeline.tenant, left)
        .update();
    return duplicates
        .list(pipeline.tenant, "people", DuplicateStatus.OPEN, new Range(1, 0))
        .items()
        .get(0);
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void mergesAreTakenBackToExactlyWhatWas(
      @ForAll("values") Values values, @ForAll("merges") List<Integer> merges) {
    load(values);
    Deque<DuplicateRow> merged = new ArrayDeque<>();
    List<List<Map<String, Object>>> before = new ArrayList<>();
    for (int pick : merges) {
      List<String> ids = ids();
      int left = pick % ids.size();
      int right = (left + 1 + pick / 5 % Math.max(1, ids.size() - 1)) % ids.size();
      if (left != right) {
        before.add(state());
        DuplicateRow pair = proposed(ids.get(left), ids.get(right));
        merging.merge(pipeline.tenant, pair);
        assertThat(ids()).hasSize(ids.size() - 1);
        merged.push(pair);
      }
    }
    for (DuplicateRow pair : merged) {
      unmerging.unmerge(pipeline.tenant, pair);
      assertThat(state()).isEqualTo(before.remove(before.size() - 1));
    }
    assertThat(pipeline.full("people").counts().unchanged()).isEqualTo(PEOPLE_THERE);
  }

  @Example
  void aKillInTheMiddleLeavesEitherState() throws Exception {
    load(
        new Values(
            List.of("Ann", "Anne", "Bo", "", ""),
            List.of("York", "", "", "", ""),
            List.of(1, 0, 1, 5, 5)));
    List<String> ids = ids();
    DuplicateRow pair = proposed(ids.get(0), ids.get(1));
    List<Map<String, Object>> apart = state();

    killed(() -> merging.merge(pipeline.tenant, pair));
    assertThat(state()).isEqualTo(apart);
    merging.merge(pipeline.tenant, pair);
    List<Map<String, Object>> one = state();
    assertThat(one).isNotEqualTo(apart);

    killed(() -> unmerging.unmerge(pipeline.tenant, pair));
    assertThat(state()).isEqualTo(one);
    unmerging.unmerge(pipeline.tenant, pair);
    assertThat(state()).isEqualTo(apart);
  }

  /** Holds a row that the work comes to late, and kills its session while it waits there. */
  private void killed(Runnable work) throws Exception {
    try (Connection holder = pipeline.engine.ownersConnection()) {
      holder.setAutoCommit(false);
      try (var hold =
          holder.prepareStatement("select 1 from syncline.match_key where tenant = ? for update")) {
        hold.setString(1, pipeline.tenant);
        assertThat(hold.executeQuery().next()).isTrue();
      }
      CompletableFuture<Void> running = CompletableFuture.runAsync(work);
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
      while (pipeline
          .sql(
              """
              select pg_terminate_backend(a.pid) from pg_stat_activity a
              where a.wait_event_type = 'Lock' and a.query like '%match_key%' and ? <> ''
              """,
              pipeline.tenant)
          .isEmpty()) {
        assertThat(System.nanoTime()).as("the work comes to the row").isLessThan(until);
        assertThat(running).isNotDone();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
      assertThatThrownBy(() -> running.get(40, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
      holder.rollback();
    }
  }
}
