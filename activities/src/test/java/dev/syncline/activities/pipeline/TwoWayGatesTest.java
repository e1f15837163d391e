package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.control.plan.Approvals;
import dev.syncline.control.plan.PlanApplying;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Gates and plans of two-way tasks: nothing is written before all systems were judged. */
@Timeout(120)
class TwoWayGatesTest {
  private final Pipeline pipeline = new Pipeline();
  private final TwinSystem crm = pipeline.twin("crm");
  private final TwinSystem books = pipeline.twin("books");
  private final Approvals approvals = pipeline.engine.get(Approvals.class);

  private void task(String more) {
    pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'crm', 'resource': 'contacts'}, 'key': 'id',
         'direction': 'two_way', 'fields': {'name': 'name', 'email': 'email'},
         'deliver': [{'connection': 'books', 'resource': 'Customer', 'key': 'id',
           'fields': {'DisplayName': 'name', 'Mail': 'email'}}]
        """
            + more
            + "}");
  }

  private void fourPeople() {
    for (int i = 1; i <= 4; i++) {
      crm.set("" + i, "{'name': 'p" + i + "'}");
    }
    assertThat(pipeline.full("people").status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(books.ids()).hasSize(4);
  }

  private RunRow stopped() {
    List<String> traces = pipeline.traces();
    int writes = crm.writes.size() + books.writes.size();
    RunRow run = pipeline.full("people");
    assertThat(run.status()).isEqualTo(RunStatus.WAITING_APPROVAL);
    assertThat(run.errorCode()).isEqualTo("GATE_STOPPED");
    assertThat(pipeline.traces()).as("nothing is written yet").isEqualTo(traces);
    assertThat(crm.writes.size() + books.writes.size()).isEqualTo(writes);
    assertThat(pipeline.count("outbox")).isZero();
    return run;
  }

  private RunRow approve(RunRow run) {
    approvals.approve(pipeline.row(run.syncId()));
    RunRow ended = pipeline.await(run.syncId());
    assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
    return ended;
  }

  private void atRest() {
    int writes = crm.writes.size() + books.writes.size();
    List<String> traces = pipeline.traces();
    assertThat(pipeline.full("people").status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(crm.writes.size() + books.writes.size()).isEqualTo(writes);
    assertThat(pipeline.traces()).isEqualTo(traces);
  }

  @Test
  void aSystemThatLostMostStopsTheRunBeforeAnyEditIsTaken() {
    task(", 'deletes': 'propagate'");
    fourPeople();
    books.remove("n1");
    books.remove("n2");
    books.set("n3", "{'Mail': 'three@x'}");
    crm.set("4", "{'name': 'four'}");

    RunRow run = stopped();
    assertThat(run.error())
        .isEqualTo(
            "2 of 4 records (50 %) are missing from 'books', more than the 20 % that"
                + " gates.max_delete_percent allows");

    RunRow approved = approve(run);
    assertThat(approved.counts().deleted()).isEqualTo(2);
    assertThat(crm.contents())
        .containsExactly("{email=\"three@x\", name=\"p3\"}", "{name=\"four\"}");
    assertThat(books.contents())
        .containsExactly("{DisplayName=\"four\"}", "{DisplayName=\"p3\", Mail=\"three@x\"}");
    atRest();
  }

  @Test
  void moreChangesThanAllowedWaitAndEditsOfBothSidesMeetOnceApproved() {
    task(", 'gates': {'max_changes': 1}");
    crm.set("1", "{'name': 'Ann'}");
    pipeline.full("people");
    crm.set("1", "{'name': 'Anna'}");
    crm.set("2", "{'name': 'Bob'}");
    books.set("n1", "{'Mail': 'ann@x'}");
    books.set("own", "{'DisplayName': 'Cleo'}");

    approve(stopped());

    List<String> all =
        List.of("{email=\"ann@x\", name=\"Anna\"}", "{name=\"Bob\"}", "{name=\"Cleo\"}");
    assertThat(crm.contents()).isEqualTo(all);
    assertThat(books.ids()).hasSize(3);
    assertThat(books.row("n1").path("DisplayName").asString()).isEqualTo("Anna");
    atRest();
  }

  @Test
  void aRejectedRunLeavesEverythingAndTheNextOneJudgesAnew() {
    task(", 'gates': {'max_changes': 1}");
    crm.set("1", "{'name': 'Ann'}");
    pipeline.full("people");
    crm.set("1", "{'name': 'Anna'}");
    crm.set("2", "{'name': 'Bob'}");
    RunRow run = stopped();

    approvals.reject(pipeline.row(run.syncId()));
    assertThat(pipeline.row(run.syncId()).status()).isEqualTo(RunStatus.CANCELLED);
    crm.remove("2");
    assertThat(pipeline.full("people").status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(books.contents()).containsExactly("{DisplayName=\"Anna\"}");
  }

  @Test
  void aSystemThatIsSuddenlyEmptyStopsTheRunAlsoWhereNothingIsDeleted() {
    task("");
    fourPeople();
    crm.set("1", "{'name': 'one'}");
    books.ids().forEach(books::remove);

    assertThat(stopped().error()).isEqualTo("'books' is empty; it had 4 records");
  }

  @Test
  void aDryRunIsAppliedAsItWasAndNotOnceItIsStale() {
    task("");
    fourPeople();
    crm.set("1", "{'name': 'one'}");
    books.set("n2", "{'Mail': 'two@x'}");
    RunRow dry = dryRun();
    assertThat(dry.counts().updated()).isEqualTo(2);
    assertThat(books.contents()).doesNotContain("{DisplayName=\"one\"}");
    crm.set("3", "{'name': 'three, later than the plan'}");

    RunRow applied = apply(dry);

    assertThat(applied.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(applied.counts().updated()).isEqualTo(2);
    assertThat(books.contents())
        .containsExactly(
            "{DisplayName=\"one\"}",
            "{DisplayName=\"p2\", Mail=\"two@x\"}",
            "{DisplayName=\"p3\"}",
            "{DisplayName=\"p4\"}");
    assertThat(crm.row("2").path("email").asString()).isEqualTo("two@x");

    books.set("n4", "{'Mail': 'four@x'}");
    RunRow stale = dryRun();
    books.set("n4", "{'Mail': 'vier@x'}");
    pipeline.full("people");
    assertThatThrownBy(() -> apply(stale))
        .isInstanceOfSatisfying(
            SynclineException.class, e -> assertThat(e.code()).isEqualTo("PLAN_STALE"));
    atRest();
  }

  private RunRow dryRun() {
    RunRow dry = pipeline.await(pipeline.start("people", SyncMode.FULL, true, RunRequest.ALL));
    assertThat(dry.status()).isEqualTo(RunStatus.COMPLETED);
    return dry;
  }

  private RunRow apply(RunRow dry) {
    return pipeline.await(
        pipeline.engine.get(PlanApplying.class).apply(pipeline.row(dry.syncId()), true).syncId());
  }
}
