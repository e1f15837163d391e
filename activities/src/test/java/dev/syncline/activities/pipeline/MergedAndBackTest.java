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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever is merged by hand comes apart as it was, and a merge that breaks off never was. */
class MergedAndBackTest {
  private static final String PEOPLE =
      """
      {'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id',
       'modified': 'changed', 'fields': {'name': 'name', 'email': 'email', 'city': 'city', 'friend_id': 'friend'},
       'references': {'friend': {'entity': 'people', 'external_id': 'friend_id'}},
       'dedupe': {'match': [{'exact': ['email']}]}}
      """;
  private static final int PEOPLE_THERE = 5;

  private final Duplicates duplicates = TestEngine.SHARED.get(Duplicates.class);
  private final Merging merging = TestEngine.SHARED.get(Merging.class);
  private final Unmerging unmerging = TestEngine.SHARED.get(Unmerging.class);
  private Pipeline pipeline = new Pipeline();

  /** Values by person; an empty text where there is none. */
  record Values(
      List<String> names, List<String> cities, List<Integer> friends, List<Integer> days) {}

  /** A merge of two of the records that stand: by their places among them. */
  record Pick(int left, int right) {}

  @BeforeTry
  void aTenantOfItsOwn() {
    pipeline = new Pipeline();
  }

  @Provide
  Arbitrary<Values> values() {
    return Combinators.combine(
            Arbitraries.of("Ann", "Anne", "", "Bo").list().ofSize(PEOPLE_THERE),
            Arbitraries.of("Leeds", "York", "").list().ofSize(PEOPLE_THERE),
            Arbitraries.integers().between(0, PEOPLE_THERE).list().ofSize(PEOPLE_THERE),
            Arbitraries.integers().between(1, 28).list().ofSize(PEOPLE_THERE))
        .as(Values::new);
  }

  @Provide
  Arbitrary<List<Pick>> merges() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 99), Arbitraries.integers().between(0, 99))
        .as(Pick::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<Integer>> order() {
    return Arbitraries.shuffle(0, 1, 2, 3);
  }

  private void load(Values values) {
    pipeline.connect("crm");
    pipeline.connect("shop");
    pipeline.task("people", PEOPLE);
    pipeline.task("customers", PEOPLE.replace("crm", "shop"));
    sync(values);
  }

  /** The first three are the crm's, the others and what is further there the shop's. */
  private void sync(Values values, String... further) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < PEOPLE_THERE; i++) {
      rows.add(row(values, i, "" + i, i == 0 ? "" : "p" + i + "@x", values.friends.get(i) + ""));
    }
    pipeline.connect("crm").rows(rows.subList(0, 3).toArray(String[]::new));
    List<String> shop = new ArrayList<>(rows.subList(3, PEOPLE_THERE));
    shop.addAll(List.of(further));
    pipeline.connect("shop").rows(shop.toArray(String[]::new));
    pipeline.full("people");
    pipeline.full("customers");
  }

  private static String row(Values values, int i, String id, String email, String friend) {
    return MemorySystem.row(
        id,
        values.names.get(i),
        "email",
        email,
        "city",
        values.cities.get(i),
        "friend",
        friend.equals("" + PEOPLE_THERE) ? "" : friend,
        "changed",
        "2026-01-%02dT00:00:00Z".formatted(values.days.get(i)));
  }

  /** Each record's id, by the number of the row that made it. */
  private Map<String, String> people() {
    Map<String, String> people = new TreeMap<>();
    pipeline
        .sql(
            "select external_id, record_id::text as id from syncline.id_map where tenant = ?",
            pipeline.tenant)
        .forEach(row -> people.put((String) row.get("external_id"), (String) row.get("id")));
    return people;
  }

  /** What stands, with the numbers of people in place of their records' ids. */
  private List<String> state(Map<String, String> people) {
    Map<String, String> numbers = new HashMap<>();
    people.forEach((number, id) -> numbers.put(id, number));
    return state().stream()
        .map(row -> row.get("kind") + " " + numbers.get(row.get("id")) + " " + row.get("value"))
        .sorted()
        .toList();
  }

  private List<Map<String, Object>> state() {
    return pipeline.sql(
        """
        select 'r' as kind, record_id::text as id, data::text || modified_at as value
        from syncline.record where tenant = ? and deleted_at is null
        union all select 'i', i.record_id::text, i.connection || i.external_id || i.is_primary
          || i.is_source || coalesce(i.base, r.data)
        from syncline.id_map i join syncline.record r using (tenant, entity, record_id)
        where i.tenant = ?
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

  private DuplicateRow merge(String left, String right) {
    DuplicateRow pair = proposed(left, right);
    merging.merge(pipeline.tenant, pair, "ann");
    return pair;
  }

  private DuplicateRow merge(Pick pick) {
    List<String> ids = ids();
    int left = pick.left % ids.size();
    int right = (left + 1 + pick.right % (ids.size() - 1)) % ids.size();
    DuplicateRow pair = merge(ids.get(left), ids.get(right));
    assertThat(ids()).hasSize(ids.size() - 1);
    return pair;
  }

  private static <T> List<T> shuffled(List<T> all, List<Integer> order) {
    return order.stream().filter(i -> i < all.size()).map(all::get).toList();
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void anyNumberOfMergesIsTakenBackInAnyOrder(
      @ForAll("values") Values values,
      @ForAll("merges") List<Pick> picks,
      @ForAll("order") List<Integer> order,
      @ForAll @IntRange(max = 3) int kept) {
    load(values);
    Map<String, String> people = people();
    List<String> before = state(people);
    List<DuplicateRow> merged = picks.stream().map(this::merge).toList();
    List<DuplicateRow> undone = new ArrayList<>(shuffled(merged, order));
    List<DuplicateRow> remaining = new ArrayList<>();
    for (int i = 0; i < kept && undone.size() > 1; i++) {
      remaining.add(undone.remove(undone.size() - 1));
    }

    undone.forEach(pair -> unmerging.unmerge(pipeline.tenant, pair, "ann"));
    List<String> partly = state(people);
    remaining.forEach(pair -> unmerging.unmerge(pipeline.tenant, pair, "ann"));

    assertThat(state(people)).isEqualTo(before);
    assertThat(pipeline.full("people").counts().unchanged()).isEqualTo(3);
    if (!remaining.isEmpty()) {
      assertThat(partly).isEqualTo(stateAfter(values, people, without(merged, undone)));
    }
  }

  private static List<DuplicateRow> without(List<DuplicateRow> all, List<DuplicateRow> some) {
    return all.stream().filter(pair -> !some.contains(pair)).toList();
  }

  /** What the same people come to elsewhere by these merges alone. */
  private List<String> stateAfter(
      Values values, Map<String, String> people, List<DuplicateRow> merges) {
    Map<String, String> numbers = new HashMap<>();
    people.forEach((number, id) -> numbers.put(id, number));
    pipeline = new Pipeline();
    load(values);
    Map<String, String> here = people();
    for (DuplicateRow pair : merges) {
      merge(
          here.get(numbers.get(pair.left().recordId().toString())),
          here.get(numbers.get(pair.right().recordId().toString())));
    }
    return state(here);
  }

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void afterLaterSyncsEachHasWhatItsOwnRowSays(
      @ForAll("values") Values first,
      @ForAll("values") Values between,
      @ForAll("values") Values last,
      @ForAll("merges") List<Pick> picks,
      @ForAll("order") List<Integer> order) {
    load(first);
    Map<String, String> people = people();
    List<DuplicateRow> merged = new ArrayList<>();
    for (Pick pick : picks) {
      merged.add(merge(pick));
      if (merged.size() == 2) {
        sync(between);
      }
    }
    sync(last);
    if (ids().size() > 1) {
      List<String> late = state(people);
      DuplicateRow another = merge(ids().get(0), ids().get(1));
      unmerging.unmerge(pipeline.tenant, another, "ann");
      assertThat(state(people)).isEqualTo(late);
    }

    shuffled(merged, order).forEach(pair -> unmerging.unmerge(pipeline.tenant, pair, "ann"));

    List<String> apart = timeless(state(people));
    pipeline = new Pipeline();
    load(last);
    assertThat(apart).isEqualTo(timeless(state(people())));
  }

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void mergesOfRunsAndByHandComeApartInAnyOrder(
      @ForAll("values") Values values,
      @ForAll("values") Values further,
      @ForAll("merges") List<Pick> picks,
      @ForAll("order") List<Integer> order) {
    load(values);
    List<String> before = state(people());
    List<String> rows = new ArrayList<>();
    List<DuplicateRow> merged = new ArrayList<>();
    for (Pick pick : picks) {
      if (pick.right % 2 == 0) {
        merged.add(merge(pick));
        continue;
      }
      String id = "9" + rows.size();
      rows.add(row(further, rows.size(), id, "p" + (1 + pick.left % 4) + "@x", ""));
      sync(values, rows.toArray(String[]::new));
      merged.add(mergedByTheRun(id));
    }

    shuffled(merged, order).forEach(pair -> unmerging.unmerge(pipeline.tenant, pair, "ann"));

    List<String> apart = state(people());
    assertThat(apart).containsAll(before);
    pipeline = new Pipeline();
    String apartAlways = PEOPLE.replaceAll(",\\s*'dedupe': .*", "}");
    pipeline.task("people", apartAlways);
    pipeline.task("customers", apartAlways.replace("crm", "shop"));
    sync(values, rows.toArray(String[]::new));
    assertThat(withoutKeys(apart)).isEqualTo(withoutKeys(state(people())));
  }

  private DuplicateRow mergedByTheRun(String right) {
    return duplicates
        .list(pipeline.tenant, "people", DuplicateStatus.MERGED, new Range(50, 0))
        .items()
        .stream()
        .filter(pair -> pair.automatic() && pair.right().externalIds().contains('"' + right + '"'))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> withoutKeys(List<String> state) {
    return state.stream().filter(row -> !row.startsWith("k ")).toList();
  }

  /** Without the times: one that moves on alone is no change. */
  private static List<String> timeless(List<String> state) {
    return state.stream().map(row -> row.replaceFirst("}2026.*", "}")).toList();
  }

  @Example
  void aKillInTheMiddleLeavesEitherState() throws Exception {
    load(
        new Values(
            List.of("Ann", "Anne", "Bo", "", ""),
            List.of("York", "", "", "", ""),
            List.of(1, 0, 1, 5, 5),
            List.of(1, 2, 3, 4, 5)));
    List<String> ids = ids();
    DuplicateRow pair = proposed(ids.get(0), ids.get(1));
    List<Map<String, Object>> apart = state();

    killed(() -> merging.merge(pipeline.tenant, pair, "ann"));
    assertThat(state()).isEqualTo(apart);
    merging.merge(pipeline.tenant, pair, "ann");
    List<Map<String, Object>> one = state();
    assertThat(one).isNotEqualTo(apart);

    killed(() -> unmerging.unmerge(pipeline.tenant, pair, "ann"));
    assertThat(state()).isEqualTo(one);
    unmerging.unmerge(pipeline.tenant, pair, "ann");
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
