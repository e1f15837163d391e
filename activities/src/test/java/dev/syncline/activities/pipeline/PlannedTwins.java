package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.plan.PlanApplying;
import dev.syncline.domain.Counts;
import dev.syncline.domain.DeliveredCounts;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.store.database.Range;
import dev.syncline.store.plan.PlanItem;
import dev.syncline.store.plan.PlanItems;
import dev.syncline.store.plan.PlanSummary;
import dev.syncline.store.plan.Plans;
import dev.syncline.store.plan.StoredPlan;
import dev.syncline.store.plan.SystemWrites;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import java.util.List;

/** Two systems whose syncs are planned first, and then done as planned. */
final class PlannedTwins {
  final Pipeline pipeline = new Pipeline();
  final TwinSystem crm = pipeline.twin("crm");
  final TwinSystem books = pipeline.twin("books");

  /** A task of both; {@code more} begins with a comma or is empty. */
  void task(String more) {
    pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'crm', 'resource': 'contacts'}, 'key': 'id',
         'modified': 'changed', 'direction': 'two_way',
         'fields': {'name': 'name', 'email': 'email'},
         'deliver': [{'connection': 'books', 'resource': 'Customer', 'key': 'id',
           'modified': 'changed', 'match': {'Mail': 'email'},
           'fields': {'DisplayName': 'name', 'Mail': 'email'}}]
        """
            + more
            + "}");
  }

  /** Ann in both systems: 1 in the one, n1 in the other. */
  void ann() {
    crm.set("1", "{'name': 'Ann', 'email': 'a@x'}");
    assertThat(pipeline.full("people").status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(books.ids()).containsExactly("n1");
  }

  RunRow dryRun() {
    RunRow dry = pipeline.await(pipeline.start("people", SyncMode.FULL, true, RunRequest.ALL));
    assertThat(dry.status()).as(dry.error()).isEqualTo(RunStatus.COMPLETED);
    return dry;
  }

  RunRow apply(RunRow dry) {
    return pipeline.await(
        pipeline.engine.get(PlanApplying.class).apply(pipeline.row(dry.syncId()), true).syncId());
  }

  StoredPlan plan(RunRow run) {
    return pipeline.engine.get(Plans.class).find(pipeline.tenant, run.syncId()).orElseThrow();
  }

  List<PlanItem> listed(RunRow run) {
    return pipeline
        .engine
        .get(PlanItems.class)
        .of(pipeline.tenant, List.of(run.syncId()), null, new Range(100, 0))
        .items();
  }

  /** The items as text: what becomes of the record, who is right, and what is written where. */
  List<String> items(RunRow run) {
    return listed(run).stream().map(PlannedTwins::text).toList();
  }

  private static String text(PlanItem item) {
    StringBuilder text = new StringBuilder();
    text.append(item.operation()).append(' ').append(item.connection());
    text.append(' ').append(item.externalId());
    text.append(": ").append(item.before()).append(" > ").append(item.after());
    item.conflicts()
        .forEach(
            f ->
                text.append("; ")
                    .append(f.field())
                    .append(' ')
                    .append(f.base())
                    .append('|')
                    .append(f.record())
                    .append('|')
                    .append(f.incoming())
                    .append(' ')
                    .append(f.chosen())
                    .append(' ')
                    .append(f.strategy()));
    item.deliveries()
        .forEach(
            d ->
                text.append("; ")
                    .append(d.operation())
                    .append(' ')
                    .append(d.connection())
                    .append(' ')
                    .append(d.externalId())
                    .append(' ')
                    .append(d.fields()));
    return text.toString().replace("\"", "");
  }

  /** Plans, applies, and finds that what was planned is what was done, and that nothing is left. */
  RunRow planAndApply() {
    List<String> traces = pipeline.traces();
    RunRow dry = dryRun();
    assertThat(pipeline.traces()).as("a plan writes nothing").isEqualTo(traces);
    StoredPlan plan = plan(dry);
    int written = writes();

    RunRow applied = apply(dry);

    assertThat(applied.error()).isNull();
    Counts did = applied.counts();
    assertThat(dry.counts()).as("what the dry run counted").isEqualTo(did);
    PlanSummary planned = plan.summary();
    assertThat(planned.create()).isEqualTo(did.created());
    assertThat(planned.update()).isEqualTo(did.updated());
    assertThat(planned.merge()).isEqualTo(did.duplicate());
    assertThat(planned.delete()).isEqualTo(did.deleted());
    assertThat(planned.unchanged()).isEqualTo(did.unchanged());
    assertThat(planned.failed()).isEqualTo(did.failed());
    assertThat(planned.conflict()).isEqualTo(open());
    DeliveredCounts delivered = applied.delivered();
    List<SystemWrites> systems = plan.deliveries();
    assertThat(systems.stream().mapToLong(SystemWrites::create).sum())
        .isEqualTo(delivered.created());
    assertThat(systems.stream().mapToLong(SystemWrites::update).sum())
        .isEqualTo(delivered.updated());
    assertThat(systems.stream().mapToLong(SystemWrites::delete).sum())
        .isEqualTo(delivered.deleted());
    atRest();
    assertThat(writes() - written)
        .isEqualTo((int) (delivered.created() + delivered.updated() + delivered.deleted()));
    return dry;
  }

  private int writes() {
    return crm.writes.size() + books.writes.size();
  }

  long open() {
    return pipeline
        .sql(
            "select 1 as one from syncline.conflict where tenant = ? and status = 'open'",
            pipeline.tenant)
        .size();
  }

  private void atRest() {
    int written = writes();
    RunRow again = pipeline.full("people");
    assertThat(again.error()).isNull();
    assertThat(again.counts().created() + again.counts().updated()).isZero();
    assertThat(writes()).isEqualTo(written);
  }
}
