package dev.syncline.activities.pipeline;

import static dev.syncline.activities.pipeline.MemorySystem.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.Category;
import dev.syncline.domain.Counts;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.run.RunRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs whose source or task meets trouble, and the failures they leave. */
@Timeout(90)
class PipelineRetriesTest extends PeoplePipeline {
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
}
