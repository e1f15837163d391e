package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.run.RunRow;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two rows of one system that are one record of a two-way task. */
class MergedRowsTest {
  private final Pipeline pipeline = new Pipeline();
  private final TwinSystem crm = pipeline.twin("crm");
  private final TwinSystem books = pipeline.twin("books");

  private void twoRowsOfAnn() {
    pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'crm', 'resource': 'c'}, 'key': 'id',
         'direction': 'two_way', 'deletes': 'propagate', 'gates': {'max_delete_percent': 100},
         'fields': {'name': 'name', 'email': 'email'}, 'dedupe': {'match': [{'exact': ['email']}]},
         'deliver': [{'connection': 'books', 'resource': 'b', 'key': 'id',
           'fields': {'name': 'name', 'email': 'email'}}]}
        """);
    crm.set("1", "{'name': 'Ann', 'email': 'a@x'}");
    crm.set("2", "{'name': 'Ann', 'email': 'a@x'}");
    run();
    assertThat(books.contents()).containsExactly(row("Ann"));
  }

  private RunRow run() {
    RunRow run = pipeline.full("people");
    assertThat(run.error()).isNull();
    assertThat(run.delivered().failed()).isZero();
    return run;
  }

  private static String row(String name) {
    return "{email=\"a@x\", name=\"" + name + "\"}";
  }

  private String name(String id) {
    return String.valueOf(crm.row(id)).replaceAll(".*\"name\":\"(\\w+)\".*", "$1");
  }

  private void atRest() {
    List<Integer> writes = List.of(crm.writes.size(), books.writes.size());
    run();
    assertThat(List.of(crm.writes.size(), books.writes.size())).isEqualTo(writes);
  }

  @Test
  void anEditElsewhereIsWrittenToThePrimaryRowAlone() {
    twoRowsOfAnn();
    books.set("n1", "{'name': 'Anna'}");
    run();

    assertThat(name("1")).isEqualTo("Anna");
    assertThat(name("2")).isEqualTo("Ann");
    atRest();
  }

  @Test
  void anEditOfTheOtherRowReachesThePrimaryOneAndTheOtherSystem() {
    twoRowsOfAnn();
    crm.set("2", "{'name': 'Anna'}");
    run();

    assertThat(books.contents()).containsExactly(row("Anna"));
    assertThat(name("1")).isEqualTo("Anna");
    atRest();
  }

  @Test
  void whereThePrimaryRowIsDeletedTheOtherTakesItsPlaceAndTheRecordGoesWithTheLast() {
    twoRowsOfAnn();
    crm.set("9", "{'name': 'Zoe', 'email': 'z@x'}");
    run();
    crm.remove("1");
    assertThat(run().counts().deleted()).isZero();
    assertThat(books.contents()).contains(row("Ann"));
    atRest();

    books.set("n1", "{'name': 'Anna'}");
    run();
    assertThat(name("2")).isEqualTo("Anna");

    crm.remove("2");
    assertThat(run().counts().deleted()).isOne();
    assertThat(books.contents()).containsExactly("{email=\"z@x\", name=\"Zoe\"}");
    atRest();
  }
}
