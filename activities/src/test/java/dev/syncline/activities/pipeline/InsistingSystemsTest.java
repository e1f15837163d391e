package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulators.rest.RestSystem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Systems that put back what they are given. */
@Timeout(120)
class InsistingSystemsTest extends HabitSystems {
  @Test
  void aSystemThatPutsTheOldValueBackIsWrittenNoMoreAfterAFewRounds() {
    RestSystem crm = system("crm");
    RestSystem books = system("books");
    task("books");
    crm.resource("people").put(object("{'id': 'c1', 'name': 'Ann', 'email': 'ann@x'}"));
    run();
    books.resource("people").flipsBack("name");

    int rounds = 0;
    while (failures().isEmpty() && rounds < 8) {
      rounds++;
      edit("crm", "ann@x", "{'name': 'Anna'}");
      run();
    }

    // Going back and being written again take turns.
    assertThat(rounds).isBetween(3, 7);
    assertThat(failures())
        .singleElement()
        .satisfies(f -> assertThat(f).containsEntry("code", "FLIPPED"));
    long before = writes();
    run();
    run();
    assertThat(writes()).isEqualTo(before);
    assertThat(person("crm", "ann@x").path("name").asString()).isEqualTo("Anna");

    books.resource("people").flipsBack();
    edit("books", "ann@x", "{'name': 'Annabel'}");
    run();
    assertThat(person("books", "ann@x").path("name").asString())
        .as("source_wins")
        .isEqualTo("Anna");
    assertThat(failures()).isEmpty();
    edit("books", "ann@x", "{'name': 'Annabel'}");
    run();
    assertThat(person("crm", "ann@x").path("name").asString()).isEqualTo("Annabel");
    atRest();
  }

  @Test
  void twoSystemsThatBothInsistDoNotKeepEachOtherBusy() {
    RestSystem crm = system("crm");
    RestSystem books = system("books");
    task("books");
    crm.resource("people").put(object("{'id': 'c1', 'name': 'Ann', 'email': 'ann@x'}"));
    run();
    crm.resource("people").flipsBack("name");
    books.resource("people").flipsBack("name");
    edit("crm", "ann@x", "{'name': 'Anna'}");

    int rounds = 0;
    for (long before = -1; before < writes(); rounds++) {
      before = writes();
      run();
      assertThat(rounds).isLessThan(12);
    }
    assertThat(person("crm", "ann@x").path("name").asString()).isEqualTo("Anna");
    assertThat(person("books", "ann@x").path("name").asString()).isEqualTo("Ann");
  }

  private List<Map<String, Object>> failures() {
    return pipeline.sql(
        "select * from syncline.failure where tenant = ? and status = 'failed'", pipeline.tenant);
  }
}
