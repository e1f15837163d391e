package dev.syncline.activities.pipeline;

import static dev.syncline.activities.pipeline.MemorySystem.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.control.plan.PlanApplying;
import dev.syncline.domain.Counts;
import dev.syncline.domain.DerivedCounts;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.Range;
import dev.syncline.store.plan.PlanItem;
import dev.syncline.store.plan.PlanItems;
import dev.syncline.store.plan.PlanStatus;
import dev.syncline.store.plan.PlanSummary;
import dev.syncline.store.plan.Plans;
import dev.syncline.store.plan.StoredPlan;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dry runs write plans; applying one does exactly what it says. */
@Timeout(120)
class PlansTest {
  private static final String PEOPLE =
      """
      {'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id', 'modified': 'updated_at',
       'fields': {'name': 'name', 'email': 'email'}, 'required': ['name']}
      """;

  private final Pipeline pipeline = new Pipeline();
  private final MemorySystem crm = pipeline.connect("crm");

  private static String task(String more) {
    return PEOPLE.strip().replaceAll("}$", ", " + more + "}");
  }

  private RunRow dryRun() {
    return pipeline.await(pipeline.start("people", SyncMode.FULL, true, RunRequest.ALL));
  }

  private RunRow apply(RunRow plan) {
    return pipeline.await(
        pipeline.engine.get(PlanApplying.class).apply(pipeline.row(plan.syncId()), true).syncId());
  }

  private void assertStale(RunRow plan, String why) {
    assertThatThrownBy(() -> apply(plan))
        .isInstanceOfSatisfying(
            SynclineException.class, e -> assertThat(e.code()).isEqualTo("PLAN_STALE"))
        .hasMessageContaining(why);
  }

  private StoredPlan plan(RunRow run) {
    return pipeline.engine.get(Plans.class).find(pipeline.tenant, run.syncId()).orElseThrow();
  }

  private List<String> items(RunRow run) {
    List<PlanItem> items =
        pipeline
            .engine
            .get(PlanItems.class)
            .of(pipeline.tenant, List.of(run.syncId()), null, new Range(100, 0))
            .items();
    return items.stream()
        .map(i -> i.operation() + " " + i.externalId() + " " + i.before() + " " + i.after())
        .toList();
  }

  @Test
  void aDryRunSaysWhichGateWouldStopTheRun() {
    pipeline.task("people", task("'deletes': 'propagate'"));
    crm.rows(row("1", "Ann"), row("2", "Bob"));
    pipeline.full("people");
    assertThat(plan(dryRun()).reasons()).isEmpty();
    crm.rows(row("1", "Ann"));

    StoredPlan plan = plan(dryRun());

    assertThat(plan.status()).isEqualTo(PlanStatus.READY);
    assertThat(plan.reasons()).singleElement().asString().contains("max_delete_percent");
  }

  @Test
  void aPlanNamesEveryChangeAndApplyingItMakesThem() {
    MemorySystem books = pipeline.connect("books");
    pipeline.task(
        "people",
        task(
            "'deletes': 'propagate', 'gates': {'max_delete_percent': 90}, 'deliver': [{'connection':"
                + " 'books', 'resource': 'C', 'key': 'Id', 'fields': {'Name': 'name'}}]"));
    crm.rows(row("1", "Ann"), row("2", "Bob"), row("3", "Cid"));
    pipeline.full("people");
    List<String> before = pipeline.traces();
    int reads = crm.reads.size();
    crm.rows(row("1", "Anna"), row("2", "Bob"), row("4", "Dora"), row("5", ""));

    RunRow dry = dryRun();

    assertThat(dry.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(dry.counts()).isEqualTo(new Counts(4, 1, 1, 1, 0, 0, 0, 1, 1));
    assertThat(plan(dry).summary()).isEqualTo(new PlanSummary(1, 1, 1, 0, 0, 1, 1));
    assertThat(items(dry))
        .containsExactly(
            "update 1 {\"name\": \"Ann\"} {\"name\": \"Anna\"}",
            "create 4 null {\"name\": \"Dora\"}",
            "fail 5 null null",
            "delete 3 {\"name\": \"Cid\"} null");
    assertThat(pipeline.traces()).isEqualTo(before);
    assertThat(pipeline.count("failure")).isZero();

    crm.rows();
    RunRow applied = apply(dry);

    assertThat(applied.status()).as(applied.error()).isEqualTo(RunStatus.COMPLETED_WITH_ERRORS);
    assertThat(applied.dryRun()).isFalse();
    assertThat(applied.counts()).isEqualTo(new Counts(4, 1, 1, 1, 0, 0, 0, 1, 1));
    assertThat(applied.delivered().created()).isOne();
    assertThat(applied.delivered().updated()).isOne();
    assertThat(applied.delivered().deleted()).isOne();
    assertThat(books.byName().keySet()).containsExactly("Anna", "Bob", "Dora");
    assertThat(crm.reads).as("the source is not read to apply").hasSize(reads + 1);
    assertThat(pipeline.count("failure")).isOne();
    assertThat(plan(dry).status()).isEqualTo(PlanStatus.APPLIED);
    assertThat(items(dry)).as("it can still be looked at").hasSize(4);

    crm.rows(row("1", "Anna"), row("2", "Bob"), row("4", "Dora"), row("5", ""));
    assertThat(pipeline.full("people").counts()).isEqualTo(new Counts(4, 0, 0, 3, 0, 0, 0, 1, 0));
  }

  @Test
  void aPlanIsAppliedOnce() {
    pipeline.task("people", PEOPLE);
    crm.rows(row("1", "Ann"));
    RunRow dry = dryRun();
    apply(dry);

    assertStale(dry, "applied already");
    assertThat(pipeline.records()).hasSize(1);
  }

  @Test
  void aPlanIsStaleWhereARecordChangedOrAnIdWasTakenSince() {
    pipeline.task("people", PEOPLE);
    crm.rows(row("1", "Ann"));
    pipeline.full("people");
    crm.rows(row("1", "Anna"));
    RunRow update = dryRun();
    crm.rows(row("1", "Anne"));
    pipeline.full("people");
    assertStale(update, "(1)");

    crm.rows(row("2", "Bob"));
    RunRow creation = dryRun();
    pipeline.full("people");
    List<String> before = pipeline.traces();
    assertStale(creation, "(2)");
    assertThat(pipeline.traces()).isEqualTo(before);
  }

  @Test
  void aPlanOutlivesChangesOfWhatItDoesNotTouch() {
    pipeline.task("people", PEOPLE);
    crm.rows(row("1", "Ann"), row("2", "Bob"));
    pipeline.full("people");
    crm.rows(row("1", "Ann"), row("2", "Bobby"));
    RunRow dry = dryRun();
    crm.rows(row("1", "Anna"), row("3", "Cid"));
    pipeline.full("people");

    assertThat(apply(dry).counts()).isEqualTo(new Counts(2, 0, 1, 1, 0, 0, 0, 0, 0));
    assertThat(pipeline.records())
        .containsExactly("{\"name\": \"Anna\"}", "{\"name\": \"Bobby\"}", "{\"name\": \"Cid\"}");
  }

  @Test
  void aPlanIsStaleOnceItsMappingChanged() {
    pipeline.task("people", PEOPLE);
    crm.rows(row("1", "Ann"));
    RunRow dry = dryRun();
    pipeline.task("people", PEOPLE.replace("'email': 'email'", "'mail': 'email'"));

    assertStale(dry, "was changed");
    pipeline.task("people", task("'retry': {'max_attempts': 1}"));
    assertThat(apply(dry).counts().created()).isOne();
  }

  @Test
  void overwritingManyRecordsNeedsConfirmation() {
    pipeline.task("people", PEOPLE);
    crm.rows(IntStream.range(0, 11).mapToObj(i -> row("" + i, "Ann")).toArray(String[]::new));
    RunRow creations = dryRun();
    PlanApplying applying = pipeline.engine.get(PlanApplying.class);
    pipeline.await(applying.apply(creations, false).syncId());
    crm.rows(IntStream.range(0, 11).mapToObj(i -> row("" + i, "Bob")).toArray(String[]::new));
    RunRow updates = dryRun();

    assertThatThrownBy(() -> applying.apply(updates, false))
        .isInstanceOfSatisfying(
            SynclineException.class,
            e -> {
              assertThat(e.code()).isEqualTo("CONFIRMATION_REQUIRED");
              assertThat(e.details().get("update")).isEqualTo(11L);
            });
    assertThat(apply(updates).counts().updated()).isEqualTo(11);
  }

  @Test
  void aPlanOfManyWindowsLetsTheLastRowOfAKeyStand() {
    pipeline.task("people", task("'batch': {'size': 2}"));
    crm.rows(row("1", "A"), row("2", "B"), row("3", "C"), row("1", "Z"), row("5", "E"));

    RunRow dry = dryRun();

    assertThat(dry.counts()).isEqualTo(new Counts(5, 4, 0, 0, 1, 0, 0, 0, 0));
    assertThat(apply(dry).counts()).isEqualTo(new Counts(5, 4, 0, 0, 1, 0, 0, 0, 0));
    assertThat(pipeline.records())
        .containsExactly(
            "{\"name\": \"B\"}", "{\"name\": \"C\"}", "{\"name\": \"E\"}", "{\"name\": \"Z\"}");
    assertThat(pipeline.full("people").counts().duplicate()).isOne();
  }

  @Test
  void duplicatesInAPlanAreMergedWhenItIsApplied() {
    pipeline.task("people", task("'dedupe': {'preset': 'person'}, 'batch': {'size': 2}"));
    crm.rows(
        row("1", "Ann", "email", "ann@x"),
        row("2", "Ann", "email", "ann@x"),
        row("3", "Bob", "email", "bob@x"),
        row("4", "Ann", "email", "ann@x"));

    RunRow dry = dryRun();
    assertThat(plan(dry).summary().merge()).isOne();
    RunRow applied = apply(dry);

    assertThat(applied.counts()).isEqualTo(new Counts(4, 2, 0, 0, 2, 0, 0, 0, 0));
    assertThat(pipeline.records()).hasSize(2);
    assertThat(pipeline.full("people").counts().unchanged()).isEqualTo(4);
  }

  @Test
  void derivedRecordsAndLinksBelongToThePlan() {
    pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id',
         'fields': {'name': 'name'}, 'deletes': 'propagate', 'gates': {'max_delete_percent': 90},
         'derive': [{'entity': 'profiles', 'when': 'mail != null', 'fields': {'mail': 'mail'},
           'link': 'profile_of'}]}
        """);
    crm.rows(row("1", "Ann", "mail", "a@x"), row("2", "Bob", "mail", "b@x"));
    RunRow first = dryRun();
    assertThat(plan(first).derived().create()).isEqualTo(2);
    assertThat(apply(first).derived()).isEqualTo(new DerivedCounts(2, 0, 0, 0));
    assertThat(pipeline.count("record_link")).isEqualTo(2);

    crm.rows(row("1", "Ann", "mail", "new@x"));
    RunRow second = dryRun();

    assertThat(items(second))
        .containsExactly(
            "update 1#profiles:profile_of {\"mail\": \"a@x\"} {\"mail\": \"new@x\"}",
            "delete 2 {\"name\": \"Bob\"} null",
            "delete 2#profiles:profile_of {\"mail\": \"b@x\"} null");
    assertThat(second.derived()).isEqualTo(new DerivedCounts(0, 1, 0, 1));
    RunRow applied = apply(second);
    assertThat(applied.counts().deleted()).isOne();
    assertThat(applied.derived()).isEqualTo(new DerivedCounts(0, 1, 0, 1));
    assertThat(pipeline.records()).containsExactly("{\"mail\": \"new@x\"}", "{\"name\": \"Ann\"}");
  }

  @Test
  void applyingMovesTheCursorWithTheRows() {
    pipeline.task("people", PEOPLE);
    crm.rows(row("1", "Ann", "updated_at", "2026-01-02T00:00:00Z"));
    RunRow dry = dryRun();
    assertThat(pipeline.count("sync_state")).isZero();

    apply(dry);

    assertThat(
            pipeline.sql(
                "select watermark = '2026-01-02T00:00:00Z' as there from syncline.sync_state"
                    + " where tenant = ?",
                pipeline.tenant))
        .containsExactly(java.util.Map.of("there", true));
  }
}
