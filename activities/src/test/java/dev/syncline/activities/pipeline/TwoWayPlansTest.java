package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.plan.PlanSummary;
import dev.syncline.store.run.RunRow;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What several systems changed meets in a plan as it does when the plan is applied. */
@Timeout(120)
class TwoWayPlansTest {
  private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATE = Instant.parse("2026-01-02T00:00:00Z");

  private final PlannedTwins twins = new PlannedTwins();
  private final TwinSystem crm = twins.crm;
  private final TwinSystem books = twins.books;

  private PlanSummary summary(RunRow dry) {
    return twins.plan(dry).summary();
  }

  @Test
  void aChangeOfOneSideIsAnUpdateOfTheRecordAndOfTheOtherSystem() {
    twins.task("");
    twins.ann();
    books.set("n1", "{'DisplayName': 'Anna'}");
    crm.set("2", "{'name': 'Bob'}");

    RunRow dry = twins.planAndApply();

    assertThat(summary(dry)).isEqualTo(new PlanSummary(1, 1, 0, 0, 0, 1, 0));
    assertThat(twins.items(dry))
        .containsExactly(
            "create crm 2: null > {name: Bob}; create books null [name]",
            "update books n1: {name: Ann, email: a@x} > {name: Anna, email: a@x}; update crm 1"
                + " [name]");
    assertThat(twins.plan(dry).deliveries().toString())
        .contains("crm", "create=0, update=1", "books", "create=1, update=0");
  }

  @Test
  void aFieldThatBothChangedIsAConflictWhereAPersonDecides() {
    twins.task(", 'conflicts': {'strategy': 'manual'}");
    twins.ann();
    crm.set("1", "{'name': 'Anna', 'email': 'new@x'}");
    books.set("n1", "{'DisplayName': 'Annabel'}");

    RunRow dry = twins.planAndApply();

    assertThat(summary(dry)).isEqualTo(new PlanSummary(0, 1, 0, 0, 1, 0, 0));
    assertThat(dry.counts().held()).isOne();
    assertThat(twins.items(dry))
        .containsExactly(
            "update crm 1: {name: Ann, email: a@x} > {name: Anna, email: new@x}; update books n1"
                + " [email]",
            "conflict books n1: {name: Anna, email: new@x} > {name: Anna, email: new@x}; name"
                + " Ann|Anna|Annabel null manual");
    assertThat(books.row("n1").path("DisplayName").asString()).isEqualTo("Annabel");
  }

  @Test
  void otherFieldsOfARowInConflictGoOn() {
    twins.task(", 'conflicts': {'strategy': 'manual'}");
    twins.ann();
    crm.set("1", "{'name': 'Anna'}");
    books.set("n1", "{'DisplayName': 'Annabel', 'Mail': 'new@x'}");

    RunRow dry = twins.planAndApply();

    assertThat(summary(dry)).isEqualTo(new PlanSummary(0, 1, 0, 0, 1, 0, 0));
    assertThat(twins.items(dry))
        .containsExactly(
            "update crm 1: {name: Ann, email: a@x} > {name: Anna, email: a@x}",
            "conflict books n1: {name: Anna, email: a@x} > {name: Anna, email: new@x}; name"
                + " Ann|Anna|Annabel null manual; update crm 1 [email]");
  }

  @Test
  void theNewerValueIsTheOneThatThePlanShows() {
    twins.task("");
    twins.ann();
    crm.setAt(EARLY, "1", "{'name': 'Anna'}");
    books.setAt(LATE, "n1", "{'DisplayName': 'Annabel'}");

    RunRow dry = twins.planAndApply();

    assertThat(summary(dry)).isEqualTo(new PlanSummary(0, 2, 0, 0, 0, 0, 0));
    assertThat(twins.items(dry))
        .containsExactly(
            "update crm 1: {name: Ann, email: a@x} > {name: Anna, email: a@x}",
            "update books n1: {name: Anna, email: a@x} > {name: Annabel, email: a@x}; name"
                + " Ann|Anna|Annabel incoming newest_wins; update crm 1 [name]");
  }

  @Test
  void anOlderValueIsSeenToLose() {
    twins.task("");
    twins.ann();
    crm.setAt(LATE, "1", "{'name': 'Anna'}");
    books.setAt(EARLY, "n1", "{'DisplayName': 'Annabel'}");

    RunRow dry = twins.planAndApply();

    assertThat(summary(dry)).isEqualTo(new PlanSummary(0, 1, 0, 0, 0, 1, 0));
    assertThat(twins.items(dry))
        .containsExactly(
            "update crm 1: {name: Ann, email: a@x} > {name: Anna, email: a@x}; update books n1"
                + " [name]",
            "unchanged books n1: {name: Anna, email: a@x} > {name: Anna, email: a@x}; name"
                + " Ann|Anna|Annabel record newest_wins");
    assertThat(twins.open()).isZero();
  }

  @Test
  void theSameEditOnBothSidesIsOneUpdateAndNoWrite() {
    twins.task(", 'gates': {'max_changes': 1}");
    twins.ann();
    crm.set("1", "{'name': 'Anna'}");
    books.set("n1", "{'DisplayName': 'Anna'}");

    RunRow dry = twins.dryRun();
    assertThat(summary(dry)).isEqualTo(new PlanSummary(0, 1, 0, 0, 0, 1, 0));
    assertThat(twins.items(dry))
        .containsExactly("update crm 1: {name: Ann, email: a@x} > {name: Anna, email: a@x}");
    assertThat(twins.plan(dry).deliveries()).isEmpty();
    assertThat(twins.plan(dry).reasons()).as("one change is allowed").isEmpty();

    RunRow run = twins.pipeline.full("people");
    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.counts().updated()).isOne();
  }

  @Test
  void aFirstLoadShowsWhichRowsAreOneRecord() {
    twins.task("");
    crm.set("1", "{'name': 'Ann', 'email': 'a@x'}");
    crm.set("2", "{'name': 'Bob', 'email': 'b@x'}");
    books.set("A", "{'DisplayName': 'Ann', 'Mail': 'a@x'}");
    books.set("B", "{'DisplayName': 'Bobby', 'Mail': 'b@x'}");
    books.set("C", "{'DisplayName': 'Cleo', 'Mail': 'c@x'}");

    RunRow dry = twins.planAndApply();

    assertThat(summary(dry)).isEqualTo(new PlanSummary(3, 0, 0, 2, 0, 0, 0));
    assertThat(twins.items(dry))
        .containsExactly(
            "create crm 1: null > {name: Ann, email: a@x}",
            "create crm 2: null > {name: Bob, email: b@x}",
            "merge books A: {name: Ann, email: a@x} > {name: Ann, email: a@x}",
            "merge books B: {name: Bob, email: b@x} > {name: Bobby, email: b@x}; name"
                + " null|Bob|Bobby incoming newest_wins; update crm 2 [name]",
            "create books C: null > {name: Cleo, email: c@x}; create crm null [email, name]");
    assertThat(twins.pipeline.records()).hasSize(3);
  }

  @Test
  void aFirstLoadInSmallWindowsMeetsTheSameRecords() {
    twins.task(", 'batch': {'size': 1}, 'conflicts': {'strategy': 'manual'}");
    crm.set("1", "{'name': 'Ann', 'email': 'a@x'}");
    crm.set("2", "{'name': 'Bob', 'email': 'b@x'}");
    books.set("A", "{'DisplayName': 'Ann', 'Mail': 'a@x'}");
    books.set("B", "{'DisplayName': 'Bobby', 'Mail': 'b@x'}");
    books.set("C", "{'DisplayName': 'another Ann', 'Mail': 'a@x'}");

    RunRow dry = twins.planAndApply();

    assertThat(summary(dry)).isEqualTo(new PlanSummary(3, 0, 0, 1, 1, 0, 0));
    assertThat(twins.items(dry).get(4))
        .as("a row that its system has of the record already takes no second one")
        .startsWith("create books C");
  }

  @Test
  void whatAppearsInThePlansOwnRowsOutdatesItNot() {
    twins.task("");
    crm.set("1", "{'name': 'Ann', 'email': 'a@x'}");
    books.set("A", "{'DisplayName': 'Anna', 'Mail': 'a@x'}");
    RunRow applicable = twins.dryRun();
    RunRow overtaken = twins.dryRun();

    assertThat(twins.apply(applicable).status()).isEqualTo(RunStatus.COMPLETED);

    assertThatThrownBy(() -> twins.apply(overtaken))
        .isInstanceOfSatisfying(
            SynclineException.class, e -> assertThat(e.code()).isEqualTo("PLAN_STALE"));
  }

  @Test
  void rowsThatShareAKeyAreOneRecordAlsoOverSeveralWindows() {
    twins.task(
        ", 'batch': {'size': 1}, 'dedupe': {'match': [{'exact': ['name']}]},"
            + " 'conflicts': {'strategy': 'source_wins'}");
    crm.set("1", "{'name': 'Ann', 'email': 'a@x'}");
    crm.set("2", "{'name': 'Ann'}");
    books.set("A", "{'DisplayName': 'Ann', 'Mail': 'other@x'}");
    books.set("B", "{'DisplayName': 'Ann'}");

    RunRow dry = twins.planAndApply();

    assertThat(summary(dry)).isEqualTo(new PlanSummary(1, 0, 0, 3, 0, 0, 0));
    assertThat(twins.pipeline.records()).hasSize(1);
  }

  @Test
  void whatMayOnlyBeCreatedIsNotChangedByTheNextSystem() {
    twins.task(", 'writes': 'create_only'");
    crm.set("1", "{'name': 'Ann', 'email': 'a@x'}");
    books.set("A", "{'DisplayName': 'Anna', 'Mail': 'a@x'}");

    RunRow dry = twins.planAndApply();

    assertThat(twins.items(dry).get(1)).startsWith("merge books A");
    assertThat(twins.listed(dry).get(1).after()).isEqualTo(twins.listed(dry).get(1).before());
    assertThat(twins.pipeline.records()).singleElement().asString().contains("\"Ann\"");
  }

  @Test
  void aRowThatComesAgainInALaterWindowIsPlannedOnce() {
    twins.task(", 'batch': {'size': 1}");
    crm.set("2", "{'name': 'Ann', 'email': 'a@x'}");
    crm.set("3", "{'name': 'Bob', 'email': 'b@x'}");
    twins.pipeline.full("people");
    crm.set("2", "{'name': 'Anna'}");
    crm.pageSize = 1;
    crm.afterPage =
        cursor -> {
          if (cursor == 0) {
            crm.set("1", "{'name': 'before all others'}");
          }
        };

    RunRow dry = twins.dryRun();

    assertThat(dry.counts().duplicate()).isOne();
    assertThat(summary(dry)).isEqualTo(new PlanSummary(0, 1, 0, 0, 0, 3, 0));
    RunRow applied = twins.apply(dry);
    assertThat(applied.counts()).isEqualTo(dry.counts());
  }

  @Test
  void threeSystemsMeetOneAfterTheOther() {
    TwinSystem shop = twins.pipeline.twin("shop");
    twins.pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'crm', 'resource': 'c'}, 'key': 'id',
         'fields': {'name': 'name', 'email': 'email'}, 'direction': 'two_way',
         'conflicts': {'strategy': 'manual', 'fields': {'name': 'source_wins'}},
         'deliver': [
           {'connection': 'books', 'resource': 'b', 'key': 'id', 'match': {'Mail': 'email'},
            'fields': {'DisplayName': 'name', 'Mail': 'email'}},
           {'connection': 'shop', 'resource': 's', 'key': 'id', 'match': {'mail': 'email'},
            'fields': {'title': 'name', 'mail': 'email'}}]}
        """);
    crm.set("1", "{'name': 'Ann', 'email': 'a@x'}");
    shop.set("s1", "{'title': 'Ann', 'mail': 'a@x'}");
    RunRow first = twins.dryRun();
    assertThat(twins.items(first))
        .containsExactly(
            "create crm 1: null > {name: Ann, email: a@x}; create books null [email, name]",
            "merge shop s1: {name: Ann, email: a@x} > {name: Ann, email: a@x}");
    twins.apply(first);
    crm.set("1", "{'name': 'Anna'}");
    books.set("n1", "{'DisplayName': 'Annabel', 'Mail': 'b@x'}");
    shop.set("s1", "{'title': 'Annie', 'mail': 's@x'}");

    RunRow dry = twins.dryRun();
    RunRow applied = twins.apply(dry);

    assertThat(summary(dry)).isEqualTo(new PlanSummary(0, 2, 0, 0, 1, 0, 0));
    assertThat(twins.items(dry))
        .containsExactly(
            "update crm 1: {name: Ann, email: a@x} > {name: Anna, email: a@x}",
            "update books n1: {name: Anna, email: a@x} > {name: Anna, email: b@x}; name"
                + " Ann|Anna|Annabel record source_wins; update books n1 [name]; update shop s1"
                + " [name]",
            "conflict shop s1: {name: Anna, email: b@x} > {name: Anna, email: b@x}; name"
                + " Ann|Anna|Annie record source_wins; email a@x|b@x|s@x null manual");
    assertThat(applied.counts()).isEqualTo(dry.counts());
    assertThat(applied.delivered().updated()).isEqualTo(2);
    assertThat(shop.contents()).containsExactly("{mail=\"s@x\", title=\"Anna\"}");
  }
}
