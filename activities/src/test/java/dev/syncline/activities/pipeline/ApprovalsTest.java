package dev.syncline.activities.pipeline;

import static dev.syncline.activities.pipeline.MemorySystem.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.control.plan.Approvals;
import dev.syncline.control.reconcile.Reconciler;
import dev.syncline.domain.Counts;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.plan.PlanStatus;
import dev.syncline.store.plan.Plans;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs that a gate stops before their first write, and what a person makes of them. */
@Timeout(120)
class ApprovalsTest {
  private final Pipeline pipeline = new Pipeline();
  private final MemorySystem crm = pipeline.connect("crm");
  private final Approvals approvals = pipeline.engine.get(Approvals.class);

  private void task(String more) {
    pipeline.task(
        "people",
        "{'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id', 'fields': {'name':"
            + " 'name'}, "
            + more
            + "}");
  }

  @BeforeEach
  void twoPeople() {
    task("'deletes': 'propagate'");
    crm.rows(row("1", "Ann"), row("2", "Bob"));
    pipeline.full("people");
  }

  private RunRow gated() {
    crm.rows(row("1", "Anna"));
    RunRow run = pipeline.full("people");
    assertThat(run.status()).isEqualTo(RunStatus.WAITING_APPROVAL);
    return run;
  }

  private RunRow approve(RunRow run) {
    approvals.approve(pipeline.row(run.syncId()));
    return pipeline.await(run.syncId());
  }

  @Test
  void nothingIsWrittenBeforeAPersonDecides() {
    var before = pipeline.traces();

    RunRow run = gated();

    assertThat(pipeline.traces()).isEqualTo(before);
    assertThat(run.counts()).isEqualTo(Counts.ZERO);
    assertThat(run.error()).contains("1 of 2 records (50 %) are missing");
    assertThat(run.completedAt()).isNull();
    assertThat(
            pipeline.sql(
                "select fields ->> 'metric' as read from syncline.event where sync_id = ?"
                    + " and type = 'sync.records.fetched'",
                run.syncId()))
        .containsExactly(java.util.Map.of("read", "1"));
    assertThat(pipeline.count("seen_key")).isZero();
    assertThat(pipeline.count("failure")).isZero();
    pipeline.engine.get(Reconciler.class).reconcile();
    assertThat(pipeline.row(run.syncId()).status()).isEqualTo(RunStatus.WAITING_APPROVAL);
  }

  @Test
  void anApprovedRunAppliesItsPlanUnderItsOwnId() {
    RunRow run = gated();
    int reads = crm.reads.size();

    RunRow done = approve(run);

    assertThat(done.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(done.error()).isNull();
    assertThat(done.counts()).isEqualTo(new Counts(1, 0, 1, 0, 0, 0, 0, 0, 1));
    assertThat(pipeline.records()).containsExactly("{\"name\": \"Anna\"}");
    assertThat(crm.reads).hasSize(reads);
    assertThat(pipeline.engine.get(Plans.class).find(pipeline.tenant, run.syncId()).orElseThrow())
        .matches(plan -> plan.status() == PlanStatus.APPLIED);
    assertThatThrownBy(() -> approve(run)).hasMessageContaining("waits for no approval");
  }

  @Test
  void aRejectedRunIsCancelled() {
    RunRow run = gated();

    approvals.reject(run);

    RunRow done = pipeline.row(run.syncId());
    assertThat(done.status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(done.errorCode()).isEqualTo("REJECTED");
    assertThat(done.completedAt()).isNotNull();
    assertThat(pipeline.records()).hasSize(2);
  }

  @Test
  void aNewerRunOfTheTaskSupersedesTheOneThatWaits() {
    RunRow older = gated();
    pipeline.await(pipeline.start("people", SyncMode.FULL, true, RunRequest.ALL));
    assertThat(pipeline.row(older.syncId()).status()).isEqualTo(RunStatus.WAITING_APPROVAL);
    crm.rows(row("1", "Anna"), row("2", "Bob"));

    RunRow newer = pipeline.full("people");

    assertThat(newer.status()).isEqualTo(RunStatus.COMPLETED);
    RunRow done = pipeline.row(older.syncId());
    assertThat(done.status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(done.errorCode()).isEqualTo("SUPERSEDED");
    assertThat(done.error()).contains(newer.syncId().toString());
  }

  @Test
  void aPlanWhoseRecordsMovedOnCannotBeApproved() {
    RunRow run = gated();
    pipeline
        .engine
        .owner()
        .sql("update syncline.record set version = version + 1 where tenant = ?")
        .param(pipeline.tenant)
        .update();

    assertThatThrownBy(() -> approve(run))
        .isInstanceOfSatisfying(
            SynclineException.class, e -> assertThat(e.code()).isEqualTo("PLAN_STALE"));

    assertThat(pipeline.row(run.syncId()).status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(pipeline.row(run.syncId()).errorCode()).isEqualTo("PLAN_STALE");
    assertThat(pipeline.records()).hasSize(2);
  }

  @Test
  void aRunWithinItsGatesAppliesItsPlanAtOnceAndKeepsNothingOfIt() {
    task("'gates': {'max_changes': 3}, 'batch': {'size': 2}");
    crm.rows(row("1", "Ann"), row("2", "Bobby"), row("3", "Cid"), row("4", "Dora"));

    RunRow run = pipeline.full("people");

    assertThat(run.counts()).isEqualTo(new Counts(4, 2, 1, 1, 0, 0, 0, 0, 0));
    assertThat(run.windows()).isEqualTo(2);
    assertThat(pipeline.count("plan")).isZero();
    assertThat(pipeline.count("plan_row")).isZero();
    crm.rows(row("5", "E"), row("6", "F"), row("7", "G"), row("8", "H"));
    RunRow many = pipeline.full("people");
    assertThat(many.status()).isEqualTo(RunStatus.WAITING_APPROVAL);
    assertThat(approve(many).counts().created()).isEqualTo(4);
  }

  @Test
  void aSourceThatIsEmptyWhereItWasNotStopsARunThatStreams() {
    task("'deletes': 'ignore'");
    pipeline.full("people");
    crm.rows();

    RunRow run = pipeline.full("people");

    assertThat(run.status()).isEqualTo(RunStatus.WAITING_APPROVAL);
    assertThat(run.error()).contains("the source is empty");
    assertThat(approve(run).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(pipeline.full("people").status())
        .as("what was approved is the new normal")
        .isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void anApprovalThatTheEngineForgotGoesOn() {
    RunRow run = gated();
    pipeline
        .engine
        .owner()
        .sql(
            "with p as (update syncline.plan set status = 'applying' where sync_id = ?)"
                + " update syncline.run set status = 'queued', error = null, error_code = null,"
                + " started_at = now() - interval '1 hour' where sync_id = ?")
        .params(run.syncId(), run.syncId())
        .update();

    pipeline.engine.get(Reconciler.class).reconcile();

    assertThat(pipeline.await(run.syncId()).counts().deleted()).isOne();
  }

  @Test
  void retriesOfSingleFailuresPassEveryGate() {
    task("'gates': {'max_changes': 0}, 'required': ['name']");
    crm.rows(row("9", ""), row("1", "Ann"), row("2", "Bob"));
    pipeline.full("people");
    crm.canGet = true;
    crm.rows(row("9", "Ida"));
    UUID failure =
        (UUID)
            pipeline
                .sql("select id from syncline.failure where tenant = ?", pipeline.tenant)
                .get(0)
                .get("id");

    RunRow retry =
        pipeline.await(
            pipeline.start(
                "people",
                SyncMode.FULL,
                false,
                new RunRequest(
                    java.util.List.of(),
                    null,
                    null,
                    java.util.List.of(),
                    java.util.List.of(failure))));

    assertThat(retry.counts().created()).isOne();
  }
}
