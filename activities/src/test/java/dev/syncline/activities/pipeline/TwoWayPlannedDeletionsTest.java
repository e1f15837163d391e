package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.plan.PlanSummary;
import dev.syncline.store.run.RunRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What systems deleted meets, in a plan too, what others edited or deleted. */
@Timeout(120)
class TwoWayPlannedDeletionsTest {
  private final PlannedTwins twins = new PlannedTwins();
  private final TwinSystem crm = twins.crm;
  private final TwinSystem books = twins.books;

  private void ann(String strategy) {
    twins.task(
        ", 'deletes': 'propagate', 'gates': 'off', 'conflicts': {'strategy': '%s'}"
            .formatted(strategy));
    twins.ann();
  }

  private PlanSummary summary(RunRow dry) {
    return twins.plan(dry).summary();
  }

  @Test
  void aDeletionGoesToTheOtherSystem() {
    ann("newest_wins");
    crm.remove("1");

    RunRow dry = twins.planAndApply();

    assertThat(summary(dry)).isEqualTo(new PlanSummary(0, 0, 1, 0, 0, 1, 0));
    assertThat(twins.items(dry))
        .containsExactly("delete crm 1: {name: Ann, email: a@x} > null; delete books n1 []");
  }

  @Test
  void whatBothDeletedIsDeletedOnce() {
    ann("newest_wins");
    crm.set("2", "{'name': 'Bob', 'email': 'b@x'}");
    twins.pipeline.full("people");
    crm.remove("1");
    books.remove("n1");

    RunRow dry = twins.planAndApply();

    assertThat(summary(dry)).isEqualTo(new PlanSummary(0, 0, 1, 0, 0, 2, 0));
    assertThat(twins.plan(dry).deliveries()).isEmpty();
  }

  @Test
  void aDeletionAgainstAnEditIsAConflictWhereAPersonDecides() {
    ann("manual");
    crm.remove("1");
    books.set("n1", "{'DisplayName': 'Anna'}");

    RunRow dry = twins.planAndApply();

    assertThat(summary(dry)).isEqualTo(new PlanSummary(0, 1, 0, 0, 1, 0, 0));
    assertThat(dry.counts().held()).as("it is no row that was read").isZero();
    assertThat(twins.items(dry))
        .containsExactly(
            "update books n1: {name: Ann, email: a@x} > {name: Anna, email: a@x}",
            "conflict crm 1: {name: Anna, email: a@x} > {name: Anna, email: a@x}; name"
                + " Ann|Anna|null null manual");
  }

  @Test
  void anEditOfTheSourceAgainstADeletionElsewhereToo() {
    ann("manual");
    crm.set("1", "{'name': 'Anna'}");
    books.remove("n1");

    RunRow dry = twins.planAndApply();

    assertThat(summary(dry)).isEqualTo(new PlanSummary(0, 1, 0, 0, 1, 0, 0));
    assertThat(twins.items(dry).get(1)).startsWith("conflict books n1");
  }

  @Test
  void aStrategyLetsTheDeletionStand() {
    ann("source_wins");
    crm.remove("1");
    books.set("n1", "{'DisplayName': 'Anna'}");

    RunRow dry = twins.planAndApply();

    assertThat(summary(dry)).isEqualTo(new PlanSummary(0, 1, 1, 0, 0, 0, 0));
    assertThat(twins.items(dry))
        .containsExactly(
            "update books n1: {name: Ann, email: a@x} > {name: Anna, email: a@x}",
            "delete crm 1: {name: Anna, email: a@x} > null; name Ann|Anna|null incoming"
                + " source_wins; delete books n1 []");
  }

  @Test
  void aStrategyLetsTheRowBeMadeAgain() {
    ann("target_wins");
    crm.remove("1");
    books.set("n1", "{'DisplayName': 'Anna'}");

    RunRow dry = twins.planAndApply();

    assertThat(summary(dry)).isEqualTo(new PlanSummary(0, 1, 0, 0, 0, 0, 0));
    assertThat(twins.items(dry))
        .containsExactly(
            "update books n1: {name: Ann, email: a@x} > {name: Anna, email: a@x}",
            "unchanged crm 1: {name: Anna, email: a@x} > {name: Anna, email: a@x}; name"
                + " Ann|Anna|null record target_wins; create crm null [email, name]");
    assertThat(crm.contents()).containsExactly("{email=\"a@x\", name=\"Anna\"}");
  }

  @Test
  void aRowThatWasReadAsTheSameRecordKeepsIt() {
    twins.task(
        ", 'deletes': 'propagate', 'gates': 'off', 'dedupe': {'match': [{'exact': ['email']}]}");
    twins.ann();
    crm.remove("1");
    crm.set("2", "{'name': 'Ann', 'email': 'a@x'}");

    RunRow dry = twins.planAndApply();

    assertThat(summary(dry)).isEqualTo(new PlanSummary(0, 0, 0, 1, 0, 1, 0));
    assertThat(books.ids()).containsExactly("n1");
  }
}
