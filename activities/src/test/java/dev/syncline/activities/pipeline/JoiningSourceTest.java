package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is learnt of one source says little of how the next one writes the same things. */
class JoiningSourceTest {
  private static final String TASK =
      """
      {'entity': 'places', 'source': {'connection': '%s'}, 'key': 'id',
       'fields': {'name': 'name', 'city': 'city'}, 'dedupe': {'preset': 'place'}}
      """;

  private final Pipeline pipeline = new Pipeline();
  private final MemorySystem guide = pipeline.connect("guide");
  private final MemorySystem maps = pipeline.connect("maps");

  private List<Long> learntFrom() {
    return pipeline
        .sql("select trained_on from syncline.match_model where tenant = ?", pipeline.tenant)
        .stream()
        .map(row -> (Long) row.get("trained_on"))
        .toList();
  }

  private static String[] places(String prefix, int n) {
    String[] rows = new String[n];
    for (int i = 0; i < n; i++) {
      rows[i] =
          "{\"id\":\"%s%d\",\"name\":\"Chez %s %d\",\"city\":\"Lyon\"}"
              .formatted(prefix, i, prefix, i);
    }
    return rows;
  }

  @Test
  void theModelIsLearntAnewWhenASourceJoinsAndNotByItsLaterRuns() {
    pipeline.task("guide", TASK.formatted("guide"));
    pipeline.task("maps", TASK.formatted("maps"));
    guide.rows(places("Anna", 30));
    pipeline.full("guide");
    assertThat(learntFrom()).containsExactly(30L);

    maps.rows(places("Bert", 5));
    pipeline.full("maps");
    assertThat(learntFrom()).containsExactly(35L);

    maps.rows(places("Bert", 7));
    pipeline.full("maps");
    assertThat(learntFrom()).containsExactly(35L);
  }
}
