package dev.syncline.store.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.DeliveredCounts;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.TestStore;
import dev.syncline.store.delivery.DeliveryResults.Refusal;
import dev.syncline.store.run.NewRun;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.Runs;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final TestStore store = TestStore.shared();
  private final OutboxRows outbox = store.get(OutboxRows.class);
  private final DeliveryResults results = store.get(DeliveryResults.class);
  private final String tenant = TestStore.newTenant();
  private final UUID run = UUID.randomUUID();

  @BeforeEach
  void aRun() {
    store
        .get(Runs.class)
        .enter(
            new NewRun(
                tenant,
                run,
                null,
                0,
                "task",
                "people",
                SyncMode.FULL,
                TriggerKind.MANUAL,
                false,
                true,
                RunRequest.ALL,
                null,
                "w",
                Instant.now()));
  }

  private UUID record(String data) {
    UUID id = UUID.randomUUID();
    store
        .owner()
        .sql(
            """
            insert into syncline.record (tenant, entity, record_id, data, created_by, updated_by)
            values (?, 'people', ?, cast(? as jsonb), ?, ?)
            """)
        .params(tenant, id, data, run, run)
        .update();
    return id;
  }

  private void enqueue(UUID record, String resource, String operation) {
    store
        .owner()
        .sql(
            """
            insert into syncline.outbox (tenant, connection, resource, task, entity, record_id,
              record_version, operation, sync_id)
            values (?, 'books', ?, 'task', 'people', ?, 1, ?, ?)
            """)
        .params(tenant, resource, record, operation, run)
        .update();
  }

  private static Delivered written(OutboxRow row, String effect, String externalId) {
    return new Delivered(
        row, effect, externalId, UUID.randomUUID(), effect.equals("deleted") ? null : "{\"n\":1}");
  }

  private DeliveredCounts counts() {
    return store.get(Runs.class).find(tenant, run).orElseThrow().delivered();
  }

  @Test
  void rowsAreTakenInOrderOneResourceAtATime() {
    UUID a = record("{\"n\": 1}");
    UUID b = record("{\"n\": 2}");
    enqueue(a, "Customer", "upsert");
    enqueue(b, "Invoice", "upsert");
    enqueue(b, "Customer", "upsert");

    List<OutboxRow> rows = outbox.take(tenant, "books", 10);

    assertThat(rows).extracting(OutboxRow::recordId).containsExactly(a, b);
    assertThat(rows).extracting(OutboxRow::resource).containsOnly("Customer");
    assertThat(rows).extracting(OutboxRow::data).containsExactly("{\"n\": 1}", "{\"n\": 2}");
    assertThat(outbox.take(tenant, "books", 1)).extracting(OutboxRow::recordId).containsExactly(a);
    assertThat(outbox.take(tenant, "elsewhere", 10)).isEmpty();
    assertThat(outbox.due(tenant, "books")).isTrue();
    assertThat(outbox.waiting(tenant, run)).isEqualTo(3);
    assertThat(outbox.waitingConnections()).contains(new OutboxRows.Waiting(tenant, "books"));
  }

  @Test
  void deliveredRowsLeaveAndAreCounted() {
    UUID a = record("{}");
    UUID b = record("{}");
    UUID c = record("{}");
    enqueue(a, "Customer", "upsert");
    enqueue(b, "Customer", "upsert");
    enqueue(c, "Customer", "upsert");
    List<OutboxRow> rows = outbox.take(tenant, "books", 10);

    results.delivered(
        tenant,
        "books",
        List.of(
            written(rows.get(0), "created", "A"),
            written(rows.get(1), "updated", "B"),
            written(rows.get(2), "unchanged", "C")));

    assertThat(counts()).isEqualTo(new DeliveredCounts(1, 1, 1, 0, 0));
    assertThat(outbox.due(tenant, "books")).isFalse();
    enqueue(a, "Customer", "delete");
    OutboxRow again = outbox.take(tenant, "books", 10).get(0);
    assertThat(again.externalId()).isEqualTo("A");

    results.delivered(tenant, "books", List.of(written(again, "deleted", "A")));
    assertThat(counts()).isEqualTo(new DeliveredCounts(1, 1, 1, 1, 0));
    assertThat(
            store.count(
                "select count(*) from syncline.id_map where tenant = ? and record_id = ?",
                tenant,
                a))
        .isZero();
  }

  @Test
  void aRowThatIsNotedTwiceCountsOnce() {
    enqueue(record("{}"), "Customer", "upsert");
    List<Delivered> once =
        outbox.take(tenant, "books", 10).stream().map(r -> written(r, "created", "A")).toList();

    results.delivered(tenant, "books", once);
    results.delivered(tenant, "books", once);

    assertThat(counts()).isEqualTo(new DeliveredCounts(1, 0, 0, 0, 0));
  }

  @Test
  void twoRowsOfOneRecordAreNotedTogether() {
    UUID a = record("{}");
    enqueue(a, "Customer", "upsert");
    enqueue(a, "Customer", "upsert");
    List<OutboxRow> rows = outbox.take(tenant, "books", 10);

    results.delivered(
        tenant,
        "books",
        List.of(written(rows.get(0), "unchanged", "A"), written(rows.get(1), "created", "A")));

    assertThat(counts()).isEqualTo(new DeliveredCounts(1, 0, 1, 0, 0));
  }

  @Test
  void refusedRowsRestAsFailedWithTheSystemsWords() {
    UUID a = record("{}");
    enqueue(a, "Customer", "upsert");
    OutboxRow row = outbox.take(tenant, "books", 10).get(0);

    results.refused(tenant, "books", List.of(new Refusal(row, "6240", "name exists", false)));
    results.refused(tenant, "books", List.of(new Refusal(row, "6240", "name exists", false)));

    assertThat(counts().failed()).isOne();
    assertThat(outbox.due(tenant, "books")).isFalse();
    assertThat(outbox.waiting(tenant, run)).isZero();
    assertThat(
            store.rows("select phase, code, message from syncline.run_item where sync_id = ?", run))
        .singleElement()
        .satisfies(
            item ->
                assertThat(item)
                    .containsEntry("phase", "delivering")
                    .containsEntry("code", "6240")
                    .containsEntry("message", "delivery to 'books': name exists"));

    UUID next = UUID.randomUUID();
    outbox.revive(tenant, "task", next, List.of());
    assertThat(outbox.waiting(tenant, next)).isOne();
    assertThat(outbox.take(tenant, "books", 10)).extracting(OutboxRow::attempt).containsExactly(0);
  }

  @Test
  void failedAttemptsAreCountedOnTheRow() {
    enqueue(record("{}"), "Customer", "upsert");
    List<OutboxRow> rows = outbox.take(tenant, "books", 10);
    results.attempted(tenant, rows);
    results.attempted(tenant, rows);

    assertThat(outbox.take(tenant, "books", 10)).extracting(OutboxRow::attempt).containsExactly(2);
  }

  @Test
  void aDeliveryNeverTakesOverTheIdOfASource() {
    UUID a = record("{}");
    store
        .owner()
        .sql(
            """
            insert into syncline.id_map (tenant, entity, connection, resource, external_id,
              record_id, hash, base_version, sync_id)
            values (?, 'people', 'books', 'Customer', 'A', ?, gen_random_uuid(), 1, ?)
            """)
        .params(tenant, a, run)
        .update();
    enqueue(a, "Customer", "upsert");
    OutboxRow row = outbox.take(tenant, "books", 10).get(0);
    assertThat(row.externalId()).isEqualTo("A");

    results.delivered(tenant, "books", List.of(written(row, "updated", "A")));

    assertThat(
            store.count(
                "select count(*) from syncline.id_map where tenant = ? and is_source", tenant))
        .isOne();
  }
}
