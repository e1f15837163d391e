package dev.syncline.activities.pipeline;

import static dev.syncline.activities.pipeline.MemorySystem.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.Counts;
import dev.syncline.store.run.RunRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Rows of one key that stand in different windows: the last one's values, and then rest. */
class RepeatedKeysTest {
  private final Pipeline pipeline = new Pipeline();
  private final MemorySystem crm = pipeline.connect("crm");

  private void windowsOfTwo() {
    pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id',
         'fields': {'name': 'name'}, 'batch': {'size': 2}}
        """);
  }

  private void requireRest(long records) {
    List<String> before = pipeline.traces();
    RunRow again = pipeline.full("people");
    assertThat(again.counts().unchanged()).isEqualTo(records);
    assertThat(again.counts().created() + again.counts().updated()).isZero();
    assertThat(pipeline.traces()).as("a second run writes nothing").isEqualTo(before);
  }

  @Test
  void theLastOneStandsAndIsADuplicateOfTheFirst() {
    windowsOfTwo();
    crm.rows(row("1", "Ann"), row("2", "Bob"), row("3", "Cid"), row("1", "Anna"));

    RunRow run = pipeline.full("people");

    assertThat(run.counts()).isEqualTo(new Counts(4, 3, 0, 0, 1, 0, 0, 0, 0));
    assertThat(pipeline.records())
        .containsExactly("{\"name\": \"Anna\"}", "{\"name\": \"Bob\"}", "{\"name\": \"Cid\"}");
    requireRest(3);
    requireRest(3);
  }

  @Test
  void aRowThatFollowsAnUnchangedOneIsNoticedAtOnce() {
    windowsOfTwo();
    crm.rows(row("1", "Ann"), row("2", "Bob"));
    pipeline.full("people");
    crm.rows(row("1", "Ann"), row("2", "Bob"), row("3", "Cid"), row("1", "Anna"));
    pipeline.full("people");

    requireRest(3);
  }

  @Test
  void whenTheLaterRowGoesTheEarlierOnesValuesComeBackAtOnce() {
    windowsOfTwo();
    crm.rows(row("1", "Ann"), row("2", "Bob"), row("3", "Cid"), row("1", "Anna"));
    pipeline.full("people");
    crm.rows(row("1", "Ann"), row("2", "Bob"), row("3", "Cid"));

    RunRow run = pipeline.full("people");

    assertThat(run.counts()).isEqualTo(new Counts(3, 0, 1, 2, 0, 0, 0, 0, 0));
    assertThat(pipeline.records()).contains("{\"name\": \"Ann\"}");
    assertThat(
            pipeline.sql(
                "select repeats from syncline.sync_state where tenant = ?", pipeline.tenant))
        .as("runs stream again")
        .containsExactly(Map.of("repeats", false));
    requireRest(3);
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void whateverTheSourcesGaveTheSecondRunOfOneWritesNothing(
      @ForAll("sources") List<String> first, @ForAll("sources") List<String> second) {
    windowsOfTwo();
    for (List<String> source : List.of(first, second)) {
      crm.rows(source.toArray(String[]::new));
      pipeline.full("people");
      Map<String, String> last = new LinkedHashMap<>();
      source.forEach(text -> last.put(text.substring(0, 11), text));
      assertThat(pipeline.records())
          .containsAll(last.values().stream().map(RepeatedKeysTest::name).toList());
      requireRest(last.size());
    }
  }

  private static String name(String row) {
    return "{\"name\": " + row.substring(row.indexOf("name") + 6);
  }

  @Provide
  Arbitrary<List<String>> sources() {
    Arbitrary<String> keys = Arbitraries.of(IntStream.range(0, 4).mapToObj(i -> "k" + i).toList());
    Arbitrary<String> rows =
        Combinators.combine(keys, Arbitraries.of("a", "b", "c")).as((key, name) -> row(key, name));
    return rows.list().ofMinSize(1).ofMaxSize(9);
  }
}
