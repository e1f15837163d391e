package dev.syncline.activities.pipeline;

import static dev.syncline.activities.pipeline.MemorySystem.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.run.RunCanceller;
import dev.syncline.domain.Category;
import dev.syncline.domain.Counts;
import dev.syncline.domain.Outcome;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole runs: real engine, real workers, real PostgreSQL, and a source in memory. */
@Timeout(90)
class PipelineTest {
  private static final String PEOPLE =
      """
      {'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id', 'modified': 'updated_at',
       'fields': {'name': 'name', 'email': 'email'},
       'retry': {'max_attempts': 3, 'initial': '10ms', 'multiplier': 1, 'max': '10ms'}}
      """;

  private final Pipeline pipeline = new Pipeline();
  private final MemorySystem crm = pipeline.connect("crm");

  private static Counts counts(long fetched, long created, long updated, long unchanged) {
    return new Counts(fetched, created, updated, unchanged, 0, 0, 0, 0, 0);
  }

  private static String task(String more) {
    return PEOPLE.strip().replaceAll("}$", ", " + more + "}");
  }

  @Test
  void aFullRunBringsEveryRecordIn() {
    pipeline.task("people", PEOPLE);
    crm.rows(row("1", "Ann", "email", "a@x"), row("2", "Bob"));

    RunRow run = pipeline.full("people");

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(run.counts()).isEqualTo(counts(2, 2, 0, 0));
    assertThat(run.totalRecords()).isEqualTo(2);
    assertThat(pipeline.records())
        .containsExactly("{\"name\": \"Ann\", \"email\": \"a@x\"}", "{\"name\": \"Bob\"}");
  }

  @Test
  void aRunOfManyWindowsReadsEachPageOnce() {
    pipeline.task("people", task("'batch': {'size': 2}"));
    crm.rows(row("1", "A"), row("2", "B"), row("3", "C"), row("4", "D"), row("5", "E"));

    RunRow run = pipeline.full("people");

    assertThat(run.counts()).isEqualTo(counts(5, 5, 0, 0));
    assertThat(run.windows()).isEqualTo(3);
    assertThat(crm.reads).containsExactly("null", "2", "4");
  }

  @Test
  void anEmptySourceIsACompletedRun() {
    pipeline.task("people", PEOPLE);
    crm.rows();

    RunRow run = pipeline.full("people");

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.counts()).isEqualTo(Counts.ZERO);
  }

  @Test
  void aSecondRunOverTheSameRowsWritesNothing() {
    pipeline.task("people", PEOPLE);
    crm.rows(row("1", "Ann"), row("2", "Bob"));
    pipeline.full("people");
    List<String> before = pipeline.traces();

    assertThat(pipeline.full("people").counts()).isEqualTo(counts(2, 0, 0, 2));

    assertThat(pipeline.traces()).isEqualTo(before);
  }

  @Test
  void anIncrementalRunTakesWhatChangedSinceItsWatermark() {
    pipeline.task("people", PEOPLE);
    crm.rows(
        row("1", "Ann", "updated_at", "2026-01-01T00:00:00Z"),
        row("2", "Bob", "updated_at", "2026-01-02T00:00:00Z"));
    pipeline.full("people");
    crm.rows(
        row("1", "Changed without saying so", "updated_at", "2026-01-01T00:00:00Z"),
        row("2", "Bobby", "updated_at", "2026-01-03T00:00:00Z"));

    RunRow run = pipeline.incremental("people");

    assertThat(crm.since).isEqualTo(Instant.parse("2026-01-01T23:55:00Z"));
    assertThat(run.counts()).isEqualTo(new Counts(2, 0, 1, 0, 0, 1, 0, 0, 0));
    pipeline.incremental("people");
    assertThat(crm.since).isEqualTo(Instant.parse("2026-01-02T23:55:00Z"));
  }

  @Test
  void theFirstIncrementalRunReadsEverything() {
    pipeline.task("people", PEOPLE);
    crm.rows(row("1", "Ann", "updated_at", "2026-01-01T00:00:00Z"));

    assertThat(pipeline.incremental("people").counts()).isEqualTo(counts(1, 1, 0, 0));
    assertThat(crm.since).isNull();
  }

  @Test
  void afterTheMappingChangedAnIncrementalRunReadsInFull() {
    pipeline.task("people", PEOPLE);
    crm.rows(row("1", "Ann", "email", "a@x", "updated_at", "2026-01-01T00:00:00Z"));
    pipeline.full("people");
    pipeline.task("people", PEOPLE.replace("'email': 'email'", "'mail': 'email'"));

    assertThat(pipeline.incremental("people").counts()).isEqualTo(counts(1, 0, 1, 0));
    assertThat(crm.since).isNull();
    pipeline.incremental("people");
    assertThat(crm.since).isNotNull();
  }

  @Test
  void aRunWithIdsDoesNotMoveTheWatermark() {
    pipeline.task("people", PEOPLE);
    crm.rows(
        row("1", "Ann", "updated_at", "2026-01-01T00:00:00Z"),
        row("2", "Bob", "updated_at", "2026-02-01T00:00:00Z"));

    RunRow run =
        pipeline.await(
            pipeline.start(
                "people",
                SyncMode.FULL,
                false,
                new RunRequest(List.of(), null, null, List.of("2"), List.of())));

    assertThat(run.counts()).isEqualTo(new Counts(2, 1, 0, 0, 0, 1, 0, 0, 0));
    assertThat(pipeline.count("sync_state")).isZero();
  }

  @Test
  void filtersLeaveOutByStatusAndByDateTheStartIncludedTheEndNot() {
    pipeline.task(
        "people",
        PEOPLE.replace(
            "'connection': 'crm'", "'connection': 'crm', 'filter': {'status': ['open', 'won']}"));
    crm.rows(
        row("1", "A", "status", "open", "updated_at", "2026-01-01T00:00:00Z"),
        row("2", "B", "status", "open", "updated_at", "2026-01-02T00:00:00Z"),
        row("3", "C", "status", "lost", "updated_at", "2026-01-01T00:00:00Z"),
        row("4", "D", "updated_at", "2026-01-01T00:00:00Z"),
        row("5", "E", "status", "won", "updated_at", "2025-12-31T23:59:59Z"),
        row("6", "F", "status", "won"));
    RunRequest january =
        new RunRequest(
            List.of("open"),
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2026-01-02T00:00:00Z"),
            List.of(),
            List.of());

    RunRow run = pipeline.await(pipeline.start("people", SyncMode.FULL, false, january));

    assertThat(run.counts()).isEqualTo(new Counts(6, 1, 0, 0, 0, 5, 0, 0, 0));
    assertThat(pipeline.records()).containsExactly("{\"name\": \"A\"}");
    assertThat(pipeline.full("people").counts()).isEqualTo(new Counts(6, 3, 0, 1, 0, 2, 0, 0, 0));
  }

  @Test
  void aValueThatPostgresRefusesFailsItsRecordAlone() {
    pipeline.task("people", PEOPLE);
    crm.rows(row("1", "Ann"), row("2", "nul \0 here"), row("3\0", "key"));

    RunRow run = pipeline.full("people");

    assertThat(run.errorCode()).isNull();
    assertThat(run.counts().fetched()).isEqualTo(3);
    assertThat(run.counts().created()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void oneBadRecordDoesNotStopAnother() {
    pipeline.task("people", task("'required': ['name']"));
    crm.rows(row("1", "Ann"), "!broken", row("3", ""), row("4", "Dan"));

    RunRow run = pipeline.full("people");

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED_WITH_ERRORS);
    assertThat(run.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(run.counts()).isEqualTo(new Counts(4, 2, 0, 0, 0, 0, 0, 2, 0));
    assertThat(
            pipeline.sql(
                "select external_id, payload from syncline.failure where tenant = ? order by payload",
                pipeline.tenant))
        .extracting(f -> f.get("external_id") + " " + f.get("payload"))
        .containsExactly("null !broken", "3 " + row("3", ""));
  }

  @Test
  void aRunWhoseRecordsAllFailHasFailedAsAnOutcome() {
    pipeline.task("people", task("'required': ['name']"));
    crm.rows(row("1", ""));

    RunRow run = pipeline.full("people");

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED_WITH_ERRORS);
    assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
  }

  private static SynclineException unavailable() {
    return SynclineException.of(Category.UNAVAILABLE, "connection reset");
  }

  @Test
  void troubleThatPassesIsRetried() {
    pipeline.task("people", PEOPLE);
    crm.rows(row("1", "Ann"));
    crm.readTroubles.addAll(List.of(unavailable(), unavailable(), unavailable()));

    RunRow run = pipeline.full("people");

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(crm.reads).hasSize(4);
    assertThat(run.counts()).isEqualTo(counts(1, 1, 0, 0));
  }

  @Test
  void troubleThatStaysFailsTheRunAfterTheDeclaredRetries() {
    pipeline.task("people", PEOPLE);
    crm.rows(row("1", "Ann"));
    for (int i = 0; i < 10; i++) {
      crm.readTroubles.add(unavailable());
    }

    RunRow run = pipeline.full("people");

    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.errorCode()).as("it was never reached").isEqualTo("execution_error");
    assertThat(run.error()).isEqualTo("connection reset (after 4 attempts)");
    assertThat(crm.reads).hasSize(4);
    assertThat(
            pipeline.sql(
                "select phase, recoverable from syncline.run_item where sync_id = ?", run.syncId()))
        .containsExactly(Map.of("phase", "fetching", "recoverable", true));
  }

  @Test
  void aTaskWithoutRetriesFailsAtOnce() {
    pipeline.task("people", PEOPLE.replace("'max_attempts': 3", "'max_attempts': 0"));
    crm.rows(row("1", "Ann"));
    crm.readTroubles.add(unavailable());

    assertThat(pipeline.full("people").status()).isEqualTo(RunStatus.FAILED);
    assertThat(crm.reads).hasSize(1);
  }

  @Test
  void refusedCredentialsAreNotRetried() {
    pipeline.task("people", PEOPLE);
    crm.readTroubles.add(SynclineException.of(Category.AUTH, "401 from crm"));

    RunRow run = pipeline.full("people");

    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.errorCode()).isEqualTo("execution_error");
    assertThat(crm.reads).hasSize(1);
  }

  @Test
  void aSystemWithoutTheResourceIsNoConnectionThatDoesNotExist() {
    pipeline.task("people", PEOPLE);
    for (String code : List.of("NOT_FOUND", "FILE_NOT_FOUND")) {
      crm.readTroubles.add(SynclineException.of(Category.NOT_FOUND, code, "no people.csv"));

      RunRow run = pipeline.full("people");

      assertThat(run.errorCode()).isEqualTo("execution_error");
      assertThat(run.error()).isEqualTo("no people.csv");
    }
  }

  @Test
  void troubleOfASystemThatWasReadAlreadyKeepsItsOwnCode() {
    pipeline.task("people", task("'batch': {'size': 1}"));
    crm.rows(row("1", "Ann"), row("2", "Bob"));
    crm.onRead = () -> crm.readTroubles.add(SynclineException.of(Category.AUTH, "401 from crm"));

    RunRow run = pipeline.full("people");

    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.errorCode()).isEqualTo("AUTH");
    assertThat(run.counts()).isEqualTo(counts(1, 1, 0, 0));
  }

  @Test
  void theSystemsOwnPauseIsKept() {
    pipeline.task("people", PEOPLE);
    crm.rows(row("1", "Ann"));
    crm.readTroubles.add(
        SynclineException.of(Category.RATE_LIMITED, "429").retryAfter(Duration.ofSeconds(2)));
    long begun = System.nanoTime();

    assertThat(pipeline.full("people").status()).isEqualTo(RunStatus.COMPLETED);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(2));
    assertThat(crm.reads).hasSize(2);
  }

  @Test
  void recordsOfTwoSystemsWithTheSameKeyAreOne() {
    MemorySystem shop = pipeline.connect("shop");
    pipeline.task("people", task("'dedupe': {'preset': 'person'}"));
    pipeline.task("buyers", task("'dedupe': {'preset': 'person'}").replace("'crm'", "'shop'"));
    crm.rows(row("1", "Ann", "email", "ann@x"));
    shop.rows(row("9", "Ann B.", "email", "ANN@x"), row("8", "Bob", "email", "bob@x"));
    pipeline.full("people");

    RunRow run = pipeline.full("buyers");

    assertThat(run.counts()).isEqualTo(new Counts(2, 1, 0, 0, 1, 0, 0, 0, 0));
    assertThat(pipeline.records())
        .containsExactly(
            "{\"name\": \"Ann B.\", \"email\": \"ANN@x\"}",
            "{\"name\": \"Bob\", \"email\": \"bob@x\"}");
    List<String> before = pipeline.traces();
    assertThat(pipeline.full("buyers").counts()).isEqualTo(counts(2, 0, 0, 2));
    assertThat(pipeline.full("people").counts()).isEqualTo(counts(1, 0, 0, 1));
    assertThat(pipeline.traces()).isEqualTo(before);
  }

  @Test
  void duplicatesWithinOneReadAreOneRecordAndGoOnChanging() {
    pipeline.task("people", task("'dedupe': {'preset': 'person'}"));
    crm.rows(row("1", "Ann", "email", "ann@x"), row("2", "Ann", "email", "ann@x"));
    assertThat(pipeline.full("people").counts()).isEqualTo(new Counts(2, 1, 0, 0, 1, 0, 0, 0, 0));

    crm.rows(
        row("1", "Anna", "email", "ann@x"),
        row("2", "Anna", "email", "ann@x"),
        row("3", "Anna", "email", "ann@x"));
    RunRow run = pipeline.full("people");

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.counts()).isEqualTo(new Counts(3, 0, 1, 1, 1, 0, 0, 0, 0));
    assertThat(pipeline.records()).containsExactly("{\"name\": \"Anna\", \"email\": \"ann@x\"}");
    assertThat(pipeline.full("people").counts()).isEqualTo(counts(3, 0, 0, 3));
  }

  @Test
  void whatACompleteReadDoesNotMeetIsDeleted() {
    pipeline.task("people", task("'deletes': 'propagate', 'gates': {'max_delete_percent': 60}"));
    crm.rows(row("1", "Ann"), row("2", "Bob"));
    pipeline.full("people");
    crm.rows(row("1", "Ann"));

    assertThat(pipeline.incremental("people").counts().deleted()).isZero();
    RunRow run = pipeline.full("people");

    assertThat(run.counts()).isEqualTo(new Counts(1, 0, 0, 1, 0, 0, 0, 0, 1));
    assertThat(pipeline.records()).hasSize(1);
    assertThat(pipeline.full("people").counts().deleted()).isZero();
    crm.rows(row("1", "Ann"), row("2", "Bob"));
    assertThat(pipeline.full("people").counts()).isEqualTo(counts(2, 0, 1, 1));
    assertThat(pipeline.count("record")).isEqualTo(2);
    assertThat(pipeline.count("seen_key")).isZero();
  }

  @Test
  void nothingIsDeletedWhereARowCouldNotBeIdentified() {
    pipeline.task("people", task("'deletes': 'propagate', 'gates': {'max_delete_percent': 100}"));
    crm.rows(row("1", "Ann"), row("2", "Bob"));
    pipeline.full("people");
    crm.rows(row("1", "Ann"), "!broken");

    assertThat(pipeline.full("people").counts().deleted()).isZero();
    assertThat(pipeline.records()).hasSize(2);
  }

  @Test
  void aReadThatMissesTooMuchDeletesNothing() {
    pipeline.task("people", task("'deletes': 'propagate'"));
    crm.rows(row("1", "Ann"), row("2", "Bob"));
    pipeline.full("people");
    crm.rows(row("1", "Ann"));

    RunRow run = pipeline.full("people");

    assertThat(run.status()).isEqualTo(RunStatus.WAITING_APPROVAL);
    assertThat(run.errorCode()).isEqualTo("GATE_STOPPED");
    assertThat(pipeline.records()).hasSize(2);
  }

  @Test
  void aDeletionIsConfirmedWhereRowsMayShift() {
    crm.mayShift = true;
    pipeline.task("people", task("'deletes': 'propagate', 'gates': {'max_delete_percent': 60}"));
    crm.rows(row("1", "Ann"), row("2", "Bob"));
    pipeline.full("people");
    crm.rows(row("1", "Ann"));

    assertThat(pipeline.full("people").counts().deleted()).isZero();
    assertThat(pipeline.full("people").counts().deleted()).isOne();
  }

  private UUID failure(String payload) {
    return (UUID)
        pipeline
            .sql(
                "select id from syncline.failure where tenant = ? and payload like ?",
                pipeline.tenant,
                payload)
            .get(0)
            .get("id");
  }

  private RunRow retry(UUID... failures) {
    return pipeline.await(
        pipeline.start(
            "people",
            SyncMode.FULL,
            false,
            new RunRequest(List.of(), null, null, List.of(), List.of(failures))));
  }

  private List<Object> failureStates() {
    return pipeline
        .sql(
            "select status from syncline.failure where tenant = ? order by created_at, status",
            pipeline.tenant)
        .stream()
        .map(f -> f.get("status"))
        .toList();
  }

  @Test
  void aRetryReadsTheRecordFromTheSourceAgain() {
    crm.canGet = true;
    pipeline.task("people", task("'required': ['name']"));
    crm.rows(row("1", ""), row("2", "Bob"));
    pipeline.full("people");
    crm.rows(row("1", "Ann"), row("2", "Bobby"));

    RunRow run = retry(failure("%"));

    assertThat(run.counts()).isEqualTo(counts(1, 1, 0, 0));
    assertThat(failureStates()).containsExactly("resolved");
    assertThat(pipeline.records()).hasSize(2).noneMatch(r -> r.contains("Bobby"));
  }

  @Test
  void aRetryOfAnEditedPayloadUsesItAndOneThatFailsAgainStaysFailed() {
    pipeline.task("people", task("'required': ['name']"));
    crm.rows(row("1", ""), row("2", ""));
    pipeline.full("people");
    UUID one = failure("%\"1\"%");
    UUID two = failure("%\"2\"%");
    pipeline
        .engine
        .owner()
        .sql(
            "update syncline.failure set edited_payload = ?, edited = true, status = 'retrying'"
                + " where id = ?")
        .params(row("1", "Edited"), one)
        .update();

    RunRow run = retry(one, two);

    assertThat(run.counts()).isEqualTo(new Counts(2, 1, 0, 0, 0, 0, 0, 1, 0));
    assertThat(pipeline.records()).containsExactly("{\"name\": \"Edited\"}");
    assertThat(failureStates()).containsExactlyInAnyOrder("resolved", "failed");
  }

  @Test
  void anEditedPayloadThatFailsAgainLeavesTheOneFromTheSource() {
    pipeline.task("people", task("'required': ['name']"));
    crm.rows(row("1", ""));
    pipeline.full("people");
    UUID failed = failure("%\"1\"%");
    pipeline
        .engine
        .owner()
        .sql(
            "update syncline.failure set edited_payload = ?, edited = true, status = 'retrying'"
                + " where id = ?")
        .params(row("1", "", "email", "by@hand"), failed)
        .update();

    RunRow run = retry(failed);

    assertThat(run.counts().failed()).isOne();
    assertThat(pipeline.sql("select * from syncline.failure where id = ?", failed))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f).containsEntry("status", "failed").containsEntry("edited", false);
              assertThat((String) f.get("payload")).doesNotContain("by@hand");
              assertThat((String) f.get("edited_payload")).contains("by@hand");
            });
  }

  @Test
  void anEditedRowThatHadNoKeyResolvesItsFailure() {
    pipeline.task("people", PEOPLE);
    crm.rows("!broken");
    pipeline.full("people");
    UUID broken = failure("!broken");
    pipeline
        .engine
        .owner()
        .sql(
            "update syncline.failure set edited_payload = ?, edited = true, status = 'retrying'"
                + " where id = ?")
        .params(row("7", "Mended"), broken)
        .update();

    assertThat(retry(broken).counts()).isEqualTo(counts(1, 1, 0, 0));
    assertThat(failureStates()).containsExactly("resolved");
  }

  private static final String DELIVERED =
      """
      'deliver': [{'connection': 'books', 'resource': 'Customer', 'key': 'Id',
        'fields': {'Name': 'name', 'Mail': 'email'}}]
      """;

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

  @Test
  void aDryRunLeavesTheRecordsUntouched() {
    MemorySystem books = pipeline.connect("books");
    pipeline.task("people", task(DELIVERED));
    crm.rows(row("1", "Ann"));
    pipeline.full("people");
    List<String> before = pipeline.traces();
    int writes = books.writes.size();
    crm.rows(row("1", "Anna"), row("2", "Bob"));

    RunRow run = pipeline.await(pipeline.start("people", SyncMode.FULL, true, RunRequest.ALL));

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.counts()).isEqualTo(counts(2, 1, 1, 0));
    assertThat(pipeline.traces()).isEqualTo(before);
    assertThat(books.writes).hasSize(writes);
    assertThat(pipeline.count("plan_row")).isEqualTo(2);
  }

  @Test
  void aRunCancelledOnTheWayKeepsWhatItCommitted() throws Exception {
    pipeline.task("people", task("'batch': {'size': 1}"));
    crm.rows(row("1", "A"), row("2", "B"), row("3", "C"));
    CountDownLatch third = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    crm.onRead =
        () -> {
          if (crm.reads.size() == 3) {
            third.countDown();
            try {
              goOn.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    UUID run = pipeline.start("people", SyncMode.FULL, false, RunRequest.ALL);
    third.await();

    pipeline.engine.get(RunCanceller.class).cancel(pipeline.tenant, run);
    RunRow row = pipeline.await(run);
    goOn.countDown();

    assertThat(row.status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(row.counts().fetched()).isBetween(1L, 2L);
    assertThat(pipeline.records()).hasSize((int) row.counts().created());
    assertThat(pipeline.count("sync_state")).isZero();
    assertThat(pipeline.full("people").counts().fetched()).isEqualTo(3);
  }
}
