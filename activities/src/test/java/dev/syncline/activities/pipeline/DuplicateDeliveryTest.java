package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.delivery.DeliveryWaker;
import dev.syncline.store.duplicate.DuplicateRow;
import dev.syncline.store.duplicate.DuplicateStatus;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Likely duplicates are merged or proposed, and every decision can be undone or is remembered. */
class DuplicateDeliveryTest extends DuplicatePeople {
  @Test
  void aRecordWhoseSourceLostItMeanwhileComesBackAsATombstoneAndWithItsRowAsItself() {
    pipeline.task(
        "people",
        PEOPLE.formatted("").replace("'key'", "'gates': 'off', 'deletes': 'propagate', 'key'"));
    twoOfThree();
    pipeline.full("people");
    DuplicateRow pair = pairs(DuplicateStatus.MERGED).get(0);
    String first = person("1", "Margaret", "Thompson", "1961-04-17", "0161 496 0237", "Leeds");
    String second = person("2", "Margret", "Thomson", "1961-04-17", "0161 496 0237", "");
    String third = person("3", "Oliver", "Okafor", "1988-11-02", "020 7946 0991", "Leeds");
    crm.rows(first, third);
    pipeline.full("people");

    unmerging.unmerge(pipeline.tenant, pair, "ann");

    assertThat(pipeline.records()).hasSize(2).noneMatch(data -> data.contains("Margret"));
    crm.rows(first, second, third);
    assertThat(pipeline.full("people").counts().unchanged()).isEqualTo(2);
    assertThat(pipeline.records()).hasSize(3);
    assertThat(
            pipeline.sql(
                "select external_id from syncline.id_map where tenant = ? and record_id = ?",
                pipeline.tenant,
                pair.right().recordId()))
        .containsExactly(Map.of("external_id", "2"));
  }

  private MemorySystem deliveringTo(String more) {
    MemorySystem books = pipeline.connect("books");
    pipeline.task(
        "people",
        PEOPLE.formatted(",'merge_at': 1.0, 'review_at': 0.5").strip().replaceAll("}$", "")
            + ", 'deliver': [{'connection': 'books', 'resource': 'Customer', 'key': 'Id',"
            + " 'fields': {'First': 'first_name', 'City': 'city'}}]"
            + more
            + "}");
    return books;
  }

  private void delivered() {
    pipeline.engine.get(DeliveryWaker.class).wake(pipeline.tenant, "books");
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    while (pipeline.count("outbox") > 0) {
      assertThat(System.nanoTime()).as("the outbox empties").isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  @Test
  void aMergeByHandIsDeliveredAndTakenBack() {
    MemorySystem books = deliveringTo("");
    twoOfThree();
    pipeline.full("people");
    assertThat(books.written).hasSize(3);
    DuplicateRow pair = pairs(DuplicateStatus.OPEN).get(0);

    assertThat(merging.merge(pipeline.tenant, pair, "ann")).containsExactly("books");
    delivered();
    assertThat(books.written).hasSize(3);
    assertThat(books.written.values().toString()).doesNotContain("Margaret");

    assertThat(unmerging.unmerge(pipeline.tenant, pair, "ann")).containsExactly("books");
    delivered();
    assertThat(books.written).hasSize(3);
    assertThat(books.written.values().toString()).contains("Margaret").contains("Margret");
  }

  @Test
  void whereDeletesPropagateTheVanishedRecordLeavesTheTarget() {
    MemorySystem books = deliveringTo(", 'deletes': 'propagate'");
    twoOfThree();
    pipeline.full("people");
    DuplicateRow pair = pairs(DuplicateStatus.OPEN).get(0);

    merging.merge(pipeline.tenant, pair, "ann");
    delivered();
    assertThat(books.written).hasSize(2);

    unmerging.unmerge(pipeline.tenant, pair, "ann");
    delivered();
    assertThat(books.written).hasSize(3);
  }
}
