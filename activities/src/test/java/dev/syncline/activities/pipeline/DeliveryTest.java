package dev.syncline.activities.pipeline;

import static dev.syncline.activities.pipeline.MemorySystem.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.delivery.DeliveryWaker;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.store.failure.Failures;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deliveries of whole runs to systems that lose answers, refuse, or lack what is referred to. */
@Timeout(90)
class DeliveryTest {
  private static final String PEOPLE =
      """
      {'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id',
       'fields': {'name': 'name'},
       'retry': {'max_attempts': 3, 'initial': '10ms', 'multiplier': 1, 'max': '10ms'},
       'deliver': [{'connection': 'books', 'resource': 'Customer', 'key': 'Id',
         'fields': {'Name': 'name'}}]}
      """;

  private final Pipeline pipeline = new Pipeline();
  private final MemorySystem crm = pipeline.connect("crm");
  private final MemorySystem books = pipeline.connect("books");

  @Test
  void aLostAnswerLeadsToNoSecondCreateWhereTheSystemKnowsTheKey() {
    books.lostAnswers.set(2);
    pipeline.task("people", PEOPLE);
    crm.rows(row("1", "Ann"), row("2", "Bob"));

    RunRow run = pipeline.full("people");

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(books.written).hasSize(2);
    assertThat(books.sends().values()).containsOnly(3L);
    assertThat(failures()).isEmpty();
  }

  @Test
  void withoutAKeyOrALookupItRestsUntilAPersonDecides() {
    books.keepsKeys = false;
    books.lostAnswers.set(1);
    pipeline.task("people", PEOPLE);
    crm.rows(row("1", "Ann"));

    RunRow run = pipeline.full("people");

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED_WITH_ERRORS);
    assertThat(run.delivered().failed()).isOne();
    assertThat(failures())
        .singleElement()
        .satisfies(
            f ->
                assertThat(f)
                    .containsEntry("code", "UNKNOWN")
                    .containsEntry("phase", "delivering")
                    .containsEntry("external_id", "1")
                    .containsEntry("operation", "create")
                    .containsEntry("status", "failed"));
    pipeline.full("people");
    crm.rows(row("1", "Anne"));
    pipeline.full("people");
    assertThat(books.writes).as("neither a run nor a newer state sends it again").hasSize(1);

    books.written.clear();
    RunRow retried = retry((UUID) failures().get(0).get("id"));

    assertThat(retried.delivered().created()).isOne();
    assertThat(books.byName().keySet()).containsExactly("Anne");
    assertThat(failures()).extracting(f -> f.get("status")).containsExactly("resolved");
    assertThat(pipeline.count("outbox")).isZero();
  }

  @Test
  void aDeathBetweenTheWriteAndTheNoteOfItLeavesEachRecordOnce() {
    books.deaths.set(1);
    pipeline.task("people", PEOPLE);
    crm.rows(row("1", "Ann"), row("2", "Bob"));

    assertThat(wokenUntilItEnds().status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(books.written).hasSize(2);
  }

  @Test
  void afterADeathWhatCannotBeRepeatedIsNotSentAgain() {
    books.keepsKeys = false;
    books.deaths.set(1);
    pipeline.task("people", PEOPLE);
    crm.rows(row("1", "Ann"), row("2", "Bob"));

    assertThat(wokenUntilItEnds().delivered().failed()).isEqualTo(2);
    assertThat(books.writes).hasSize(2);
    assertThat(failures()).extracting(f -> f.get("code")).containsOnly("UNKNOWN");
  }

  @Test
  void aRefusalIsListedWithTheSystemsWordsAndOverOnceItIsDelivered() {
    books.refusedNames.add("Bob");
    pipeline.task("people", PEOPLE);
    crm.rows(row("1", "Ann"), row("2", "Bob"));
    pipeline.full("people");

    assertThat(books.byName().keySet()).containsExactly("Ann");
    assertThat(failures())
        .singleElement()
        .satisfies(
            f ->
                assertThat(f)
                    .containsEntry("code", "6000")
                    .containsEntry("message", "delivery to 'books': the name is not allowed"));
    assertThat(pipeline.full("people").delivered().failed()).as("every run tries again").isOne();
    books.refusedNames.clear();
    assertThat(pipeline.full("people").delivered().created()).isOne();
    assertThat(failures()).extracting(f -> f.get("status")).containsExactly("resolved");
  }

  @Test
  void anIgnoredFailureIsSentNoMoreUntilItsRecordChanges() {
    books.refusedNames.add("Bob");
    pipeline.task("people", PEOPLE);
    crm.rows(row("2", "Bob"));
    pipeline.full("people");
    UUID failure = (UUID) failures().get(0).get("id");
    assertThat(pipeline.engine.get(Failures.class).ignore(pipeline.tenant, failure)).isTrue();
    int writes = books.writes.size();

    assertThat(pipeline.full("people").status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(books.writes).hasSize(writes);
    crm.rows(row("2", "Bert"));
    assertThat(pipeline.full("people").delivered().created()).isOne();
  }

  @Test
  void aRecordWaitsForTheOneItRefersToAndCarriesItsId() {
    MemorySystem shop = pipeline.connect("shop");
    pipeline.task("people", PEOPLE);
    pipeline.task(
        "orders",
        """
        {'entity': 'orders', 'source': {'connection': 'shop'}, 'key': 'id',
         'fields': {'name': 'name'},
         'references': {'customer': {'entity': 'people', 'external_id': 'customer_id'}},
         'deliver': [{'connection': 'books', 'resource': 'Invoice', 'key': 'Id',
           'fields': {'Name': 'name', 'CustomerRef': 'customer'}}]}
        """);
    shop.rows(row("A", "first", "customer_id", "7"), row("B", "nobody's"));

    RunRow held = pipeline.full("orders");

    assertThat(held.status()).as("no run waits for it").isEqualTo(RunStatus.COMPLETED);
    assertThat(books.byName().keySet()).containsExactly("nobody's");
    assertThat(failures())
        .singleElement()
        .satisfies(f -> assertThat(f).containsEntry("code", "HELD_REFERENCE"));

    crm.rows(row("7", "Ann"));
    pipeline.full("people");
    RunRow next = pipeline.full("orders");

    assertThat(next.delivered().failed()).isZero();
    String ann =
        books.written.entrySet().stream()
            .filter(each -> each.getValue().get("Name").asString().equals("Ann"))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    assertThat(books.byName().get("first").get("CustomerRef").asString()).isEqualTo(ann);
    assertThat(failures()).extracting(f -> f.get("status")).containsExactly("resolved");
    assertThat(pipeline.count("outbox")).isZero();
  }

  @Test
  void recordsThatReferToEachOtherGoOutAndCarryEachOthersIds() {
    pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id',
         'fields': {'name': 'name'}, 'deletes': 'propagate', 'gates': {'max_delete_percent': 100},
         'references': {'boss': {'entity': 'people', 'external_id': 'boss_id'}},
         'deliver': [{'connection': 'books', 'resource': 'Customer', 'key': 'Id',
           'fields': {'Name': 'name', 'Boss': 'boss'}}]}
        """);
    crm.rows(
        row("1", "Ann", "boss_id", "2"),
        row("2", "Bob", "boss_id", "3"),
        row("3", "Cleo", "boss_id", "1"),
        row("4", "Self", "boss_id", "4"),
        row("5", "Under", "boss_id", "1"),
        row("6", "Nobody's", "boss_id", "99"));

    RunRow run = pipeline.full("people");

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.delivered().created()).isEqualTo(5);
    Map<String, String> boss =
        Map.of("Ann", "Bob", "Bob", "Cleo", "Cleo", "Ann", "Self", "Self", "Under", "Ann");
    assertThat(books.byName().keySet()).isEqualTo(boss.keySet());
    boss.forEach(
        (name, other) ->
            assertThat(books.byName().get(name).path("Boss").asString())
                .as("boss of %s", name)
                .isEqualTo(idOf(other)));
    assertThat(failures())
        .filteredOn(f -> f.get("status").equals("failed"))
        .singleElement()
        .satisfies(f -> assertThat(f).containsEntry("external_id", "6"));
    int writes = books.writes.size();
    pipeline.full("people");
    assertThat(books.writes).hasSize(writes);
  }

  private String idOf(String name) {
    return books.written.entrySet().stream()
        .filter(each -> each.getValue().get("Name").asString().equals(name))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** The reconciler wakes deliveries that died; here the test does. */
  private RunRow wokenUntilItEnds() {
    UUID run = pipeline.start("people", SyncMode.FULL, false, RunRequest.ALL);
    while (pipeline.row(run).status().open()) {
      if (books.deaths.get() == 0 && !books.writes.isEmpty()) {
        pipeline.engine.get(DeliveryWaker.class).wake(pipeline.tenant, "books");
      }
      LockSupport.parkNanos(20_000_000);
    }
    return pipeline.await(run);
  }

  private RunRow retry(UUID failure) {
    RunRequest request = new RunRequest(List.of(), null, null, List.of(), List.of(failure));
    return pipeline.await(pipeline.start("people", SyncMode.FULL, false, request));
  }

  private List<Map<String, Object>> failures() {
    return pipeline.sql(
        "select * from syncline.failure where tenant = ? order by created_at, id", pipeline.tenant);
  }
}
