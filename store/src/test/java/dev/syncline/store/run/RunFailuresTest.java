package dev.syncline.store.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.Outcome;
import dev.syncline.domain.RunStatus;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunFailuresTest extends RunRows {
  @Test
  void aCompleteRunEndsTheFailuresThatDidNotComeUpAgain() {
    NewRun run = run("people", null);
    runs.enter(run);
    UUID old = failure("1", "failed", UUID.randomUUID());
    UUID again = failure("2", "failed", run.syncId());
    UUID ignored = failure("3", "ignored", UUID.randomUUID());

    end(run, true, true);

    assertThat(status(old)).isEqualTo("resolved");
    assertThat(status(again)).isEqualTo("failed");
    assertThat(status(ignored)).isEqualTo("ignored");
  }

  @Test
  void aFailedRetryLetsItsFailuresRestAsFailed() {
    UUID retried = failure("1", "retrying", UUID.randomUUID());
    UUID other = failure("2", "retrying", UUID.randomUUID());
    NewRun run =
        run(
            "people",
            null,
            true,
            null,
            new RunRequest(List.of(), null, null, List.of(), List.of(retried)));
    runs.enter(run);
    runs.begin(tenant, run.syncId(), "{}", "f");
    ending.end(
        runs.find(tenant, run.syncId()).orElseThrow(),
        new RunEnding.End(
            RunStatus.FAILED,
            Outcome.FAILED,
            "fetching",
            "UNAVAILABLE",
            "reset",
            true,
            false,
            false,
            now));

    assertThat(status(retried)).isEqualTo("failed");
    assertThat(status(other)).isEqualTo("retrying");
    assertThat(
            store.rows(
                "select phase, code, message, recoverable from syncline.run_item where sync_id = ?",
                run.syncId()))
        .singleElement()
        .satisfies(
            item ->
                assertThat(item)
                    .containsEntry("phase", "fetching")
                    .containsEntry("message", "reset")
                    .containsEntry("recoverable", true));
  }

  @Test
  void aRetryThatReachedItsEndResolvesWhatDidNotFailAgain() {
    UUID good = failure("line 7", "retrying", UUID.randomUUID());
    NewRun run =
        run(
            "people",
            null,
            true,
            null,
            new RunRequest(List.of(), null, null, List.of(), List.of(good)));
    runs.enter(run);
    runs.begin(tenant, run.syncId(), "{}", "f");

    end(run, false, false);

    assertThat(status(good)).isEqualTo("resolved");
  }

  @Test
  void aRetryThatWasInterruptedLetsItsFailuresRestAsFailed() {
    UUID retried = failure("1", "retrying", UUID.randomUUID());
    NewRun run =
        run(
            "people",
            null,
            true,
            null,
            new RunRequest(List.of(), null, null, List.of(), List.of(retried)));
    runs.enter(run);

    runs.end(tenant, run.syncId(), RunStatus.FAILED, Outcome.FAILED, "INTERRUPTED", "w", now);

    assertThat(status(retried)).isEqualTo("failed");
  }
}
