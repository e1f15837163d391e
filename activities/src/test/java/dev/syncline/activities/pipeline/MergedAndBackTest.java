package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.database.Range;
import dev.syncline.store.duplicate.DuplicateRow;
import dev.syncline.store.duplicate.DuplicateStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** Whatever is merged by hand comes apart as it was, and a merge that breaks off never was. */
class MergedAndBackTest extends MergedPeople {
  @Provide
  Arbitrary<List<Pick>> merges() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 99), Arbitraries.integers().between(0, 99))
        .as(Pick::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
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
      if (pick.right() % 2 == 0) {
        merged.add(merge(pick));
        continue;
      }
      String id = "9" + rows.size();
      rows.add(row(further, rows.size(), id, "p" + (1 + pick.left() % 4) + "@x", ""));
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
}
