package dev.syncline.activities.pipeline;

import static dev.syncline.activities.pipeline.MemorySystem.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.link.Relinking;
import dev.syncline.control.link.SystemRow;
import dev.syncline.domain.RunStatus;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a person says of a target's rows, where a system can neither be read nor asked. */
@Timeout(90)
class TargetRowsByHandTest {
  private final Pipeline pipeline = new Pipeline();
  private final MemorySystem crm = pipeline.connect("crm");
  private final MemorySystem books = pipeline.connect("books");
  private final Relinking relinking = pipeline.engine.get(Relinking.class);

  private void people(String... rows) {
    pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id',
         'fields': {'name': 'name'},
         'retry': {'max_attempts': 3, 'initial': '10ms', 'multiplier': 1, 'max': '10ms'},
         'deliver': [{'connection': 'books', 'resource': 'Customer', 'key': 'Id',
           'fields': {'Name': 'name'}}]}
        """);
    crm.rows(rows);
    pipeline.full("people");
  }

  private UUID record(String name) {
    return (UUID)
        pipeline
            .sql(
                "select record_id from syncline.record where tenant = ? and data ->> 'name' = ?",
                pipeline.tenant,
                name)
            .get(0)
            .get("record_id");
  }

  private SystemRow customer(String id) {
    return new SystemRow(pipeline.tenant, "people", "books", "Customer", id);
  }

  private void link(String id, String name) {
    relinking.link(customer(id), record(name), "ann");
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    while (pipeline.count("outbox") > 0) {
      assertThat(System.nanoTime()).as("it is delivered").isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  @Test
  void aDeliveryWithoutAnAnswerGoesOnOnceItsRowIsNamed() {
    books.keepsKeys = false;
    books.lostAnswers.set(1);
    people(row("1", "Ann"));
    crm.rows(row("1", "Anne"));
    pipeline.full("people");
    assertThat(books.byName().keySet()).as("it stands there, and nobody knows").containsOnly("Ann");

    link(books.written.keySet().iterator().next(), "Anne");

    assertThat(books.byName().keySet()).containsExactly("Anne");
    assertThat(
            pipeline.sql("select status from syncline.failure where tenant = ?", pipeline.tenant))
        .extracting(f -> f.get("status"))
        .containsOnly("resolved");
    assertThat(pipeline.full("people").status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(books.written).hasSize(1);
  }

  @Test
  void aRowThatIsMovedShowsItsNewRecordAtOnce() {
    people(row("1", "Ann"), row("2", "Bob"));
    String anns = idOf("Ann");
    String bobs = idOf("Bob");
    relinking.unlink(customer(bobs), "ann");
    link(anns, "Bob");
    assertThat(books.byName().keySet()).as("the old one is nobody's").containsExactly("Bob");
    assertThat(books.written).hasSize(2);

    crm.rows(row("1", "Ann"), row("2", "Bert"));
    pipeline.full("people");
    assertThat(books.written.get(anns).get("Name").asString()).isEqualTo("Bert");
    assertThat(books.written.get(bobs).get("Name").asString()).isEqualTo("Bob");
    assertThat(books.written).hasSize(2);
  }

  private String idOf(String name) {
    return books.written.entrySet().stream()
        .filter(e -> e.getValue().get("Name").asString().equals(name))
        .findFirst()
        .orElseThrow()
        .getKey();
  }
}
