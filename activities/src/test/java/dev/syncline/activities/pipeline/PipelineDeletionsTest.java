package dev.syncline.activities.pipeline;

import static dev.syncline.activities.pipeline.MemorySystem.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.Counts;
import dev.syncline.domain.RunStatus;
import dev.syncline.store.run.RunRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What runs do about records that their source has no more. */
@Timeout(90)
class PipelineDeletionsTest extends PeoplePipeline {
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
}
