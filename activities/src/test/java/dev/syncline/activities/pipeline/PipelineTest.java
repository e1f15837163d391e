package dev.syncline.activities.pipeline;

import static dev.syncline.activities.pipeline.MemorySystem.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.run.RunCanceller;
import dev.syncline.domain.Counts;
import dev.syncline.domain.Outcome;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole runs: real engine, real workers, real PostgreSQL, and a source in memory. */
@Timeout(90)
class PipelineTest extends PeoplePipeline {
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
