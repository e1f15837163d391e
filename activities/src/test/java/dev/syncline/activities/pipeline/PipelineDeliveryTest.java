package dev.syncline.activities.pipeline;

import static dev.syncline.activities.pipeline.MemorySystem.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.RunStatus;
import dev.syncline.store.run.RunRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What runs deliver to other systems. */
@Timeout(90)
class PipelineDeliveryTest extends PeoplePipeline {
  @Test
  void changedRecordsAreDelivered() {
    MemorySystem books = pipeline.connect("books");
    pipeline.task("people", task(DELIVERED));
    crm.rows(row("1", "Ann"), row("2", "Bob"));

    RunRow run = pipeline.full("people");

    assertThat(run.delivered().created()).isEqualTo(2);
    assertThat(books.byName().keySet()).containsExactly("Ann", "Bob");
    crm.rows(row("1", "Ann"), row("2", "Bobby"));
    assertThat(pipeline.full("people").delivered().updated()).isOne();
    assertThat(books.byName().keySet()).containsExactly("Ann", "Bobby");
    int writes = books.writes.size();
    assertThat(pipeline.full("people").status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(books.writes).hasSize(writes);
    assertThat(pipeline.count("outbox")).isZero();
  }

  @Test
  void aDeliveryGoesOnWhenTheSystemAnswersAgain() {
    MemorySystem books = pipeline.connect("books");
    books.writeTroubles.addAll(List.of(unavailable(), unavailable()));
    pipeline.task("people", task(DELIVERED));
    crm.rows(row("1", "Ann"), row("2", "Bob"));

    RunRow run = pipeline.full("people");

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.delivered().created()).isEqualTo(2);
    assertThat(books.sends().values()).containsOnly(1L);
  }

  @Test
  void aDeliveryThatIsNeverAnsweredFailsItsRows() {
    MemorySystem books = pipeline.connect("books");
    for (int i = 0; i < 10; i++) {
      books.writeTroubles.add(unavailable());
    }
    pipeline.task("people", task(DELIVERED));
    crm.rows(row("1", "Ann"));

    RunRow run = pipeline.full("people");

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED_WITH_ERRORS);
    assertThat(run.delivered().failed()).isOne();
    assertThat(books.writeTroubles).hasSize(6);
    books.writeTroubles.clear();
    RunRow next = pipeline.full("people");
    assertThat(next.delivered().created()).isOne();
    assertThat(next.status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void refusedRowsAreCountedAndTheOthersGoOn() {
    MemorySystem books = pipeline.connect("books");
    books.refusedNames.add("Bob");
    pipeline.task("people", task(DELIVERED));
    crm.rows(row("1", "Ann"), row("2", "Bob"), row("3", "Cid"));

    RunRow run = pipeline.full("people");

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED_WITH_ERRORS);
    assertThat(run.counts()).isEqualTo(counts(3, 3, 0, 0));
    assertThat(run.delivered().created()).isEqualTo(2);
    assertThat(run.delivered().failed()).isOne();
  }

  @Test
  void aDeletionIsDelivered() {
    MemorySystem books = pipeline.connect("books");
    pipeline.task(
        "people",
        task(DELIVERED + ", 'deletes': 'propagate', 'gates': {'max_delete_percent': 60}"));
    crm.rows(row("1", "Ann"), row("2", "Bob"));
    pipeline.full("people");
    crm.rows(row("1", "Ann"));

    assertThat(pipeline.full("people").delivered().deleted()).isOne();
    assertThat(books.byName().keySet()).containsExactly("Ann");
  }
}
