package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.Counts;
import dev.syncline.domain.RunStatus;
import dev.syncline.store.run.RunRow;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Two and three systems around one record, through the whole pipeline. */
class TwoWayTest {
  private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATE = Instant.parse("2026-01-02T00:00:00Z");

  private final Pipeline pipeline = new Pipeline();
  private final TwinSystem crm = pipeline.twin("crm");
  private final TwinSystem books = pipeline.twin("books");

  private void task(String more) {
    pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'crm', 'resource': 'contacts'}, 'key': 'id',
         'modified': 'changed', 'direction': 'two_way',
         'fields': {'name': 'name', 'email': 'email', 'note': 'note'},
         'deliver': [{'connection': 'books', 'resource': 'Customer', 'key': 'id',
           'modified': 'changed', 'fields': {'DisplayName': 'name', 'Mail': 'email'}}]
        """
            + more
            + "}");
  }

  private RunRow run() {
    RunRow run = pipeline.full("people");
    assertThat(run.error()).isNull();
    return run;
  }

  /**
   * Runs that find both systems as they were left, and touch neither. The first one notes how the
   * rows look that were written; the next one does not even that.
   */
  private void atRest() {
    int crmWrites = crm.writes.size();
    int booksWrites = books.writes.size();
    List<String> traces = pipeline.traces();
    unchanged();
    List<String> noted = pipeline.versions();
    unchanged();
    assertThat(crm.writes).hasSize(crmWrites);
    assertThat(books.writes).hasSize(booksWrites);
    assertThat(pipeline.traces()).isEqualTo(traces);
    assertThat(pipeline.versions()).isEqualTo(noted);
  }

  private void unchanged() {
    RunRow again = run();
    assertThat(again.counts().created() + again.counts().updated()).isZero();
  }

  @Test
  void whatIsNewInOneSystemIsCreatedInTheOther() {
    task("");
    crm.set("1", "{'name': 'Ann', 'email': 'ann@x.example'}");
    books.set("A", "{'DisplayName': 'Bob', 'Mail': 'bob@x.example'}");

    RunRow run = run();

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.counts().fetched()).isEqualTo(2);
    assertThat(run.counts().created()).isEqualTo(2);
    assertThat(run.delivered().created()).isEqualTo(2);
    assertThat(crm.contents())
        .containsExactly(
            "{email=\"ann@x.example\", name=\"Ann\"}", "{email=\"bob@x.example\", name=\"Bob\"}");
    assertThat(books.contents())
        .containsExactly(
            "{DisplayName=\"Ann\", Mail=\"ann@x.example\"}",
            "{DisplayName=\"Bob\", Mail=\"bob@x.example\"}");
    atRest();
  }

  /** In a large run, what the first system lacked elsewhere is written before the next is read. */
  @Test
  void whatWasWrittenBeforeItIsReadIsUnchangedAndNoDuplicate() {
    task("");
    crm.set("1", "{'name': 'Ann', 'email': 'ann@x.example'}");
    books.beforeReading = () -> pipeline.deliver("books");

    RunRow run = run();

    assertThat(run.delivered().created()).isEqualTo(1);
    assertThat(run.counts()).isEqualTo(new Counts(2, 1, 0, 1, 0, 0, 0, 0, 0));
    atRest();
  }

  @Test
  void editsOfDifferentFieldsMeetInBothSystemsInOneRun() {
    task("");
    crm.set("1", "{'name': 'Ann', 'email': 'ann@x.example', 'note': 'her own'}");
    run();

    crm.set("1", "{'name': 'Anna'}");
    books.set("n1", "{'Mail': 'anna@x.example'}");
    run();

    assertThat(crm.contents())
        .containsExactly("{email=\"anna@x.example\", name=\"Anna\", note=\"her own\"}");
    assertThat(books.contents()).containsExactly("{DisplayName=\"Anna\", Mail=\"anna@x.example\"}");
    atRest();
  }

  @Test
  void whereBothChangedAFieldTheNewerValueStandsInBoth() {
    task("");
    crm.setAt(EARLY, "1", "{'name': 'Ann'}");
    run();

    books.setAt(LATE.plusSeconds(5), "n1", "{'DisplayName': 'Annabel'}");
    crm.setAt(LATE, "1", "{'name': 'Anna'}");
    run();
    assertThat(crm.contents()).containsExactly("{name=\"Annabel\"}");

    books.setAt(LATE.plusSeconds(10), "n1", "{'DisplayName': 'Annie'}");
    crm.setAt(LATE.plusSeconds(20), "1", "{'name': 'Ann'}");
    run();
    assertThat(books.contents()).containsExactly("{DisplayName=\"Ann\"}");
    atRest();
  }

  @Test
  void aSystemThatTrimsAndAddsDefaultsComesToRest() {
    task("");
    books.habit =
        row -> {
          ObjectNode kept = row.deepCopy();
          kept.put("DisplayName", row.path("DisplayName").asString().strip());
          if (row.path("Mail").isNull() || row.path("Mail").isMissingNode()) {
            kept.put("Mail", "none@books.example");
          }
          return kept;
        };
    crm.set("1", "{'name': '  Ann '}");
    run();

    assertThat(books.contents())
        .containsExactly("{DisplayName=\"Ann\", Mail=\"none@books.example\"}");
    assertThat(crm.contents()).containsExactly("{name=\"  Ann \"}");
    atRest();

    books.tellsAnswer = false;
    crm.set("1", "{'name': ' Anna '}");
    run();
    assertThat(crm.contents()).containsExactly("{name=\" Anna \"}");
    atRest();
  }

  @Test
  void anEditBetweenOurLookAndOurWriteIsMergedNotOverwritten() {
    task("");
    crm.set("1", "{'name': 'Ann', 'email': 'a@x.example'}");
    run();
    crm.set("1", "{'name': 'Anna'}");
    boolean[] once = {true};
    books.meanwhile =
        command -> {
          if (once[0]) {
            once[0] = false;
            books.set("n1", "{'Mail': 'new@x.example'}");
          }
        };

    RunRow run = run();

    assertThat(run.delivered().failed()).isZero();
    assertThat(books.contents()).containsExactly("{DisplayName=\"Anna\", Mail=\"new@x.example\"}");
    assertThat(crm.contents()).containsExactly("{email=\"new@x.example\", name=\"Anna\"}");
    atRest();
  }

  @Test
  void threeSystemsReachAFixedPoint() {
    TwinSystem shop = pipeline.twin("shop");
    pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'crm', 'resource': 'c'}, 'key': 'id',
         'fields': {'name': 'name', 'email': 'email'}, 'direction': 'two_way',
         'conflicts': {'strategy': 'source_wins'},
         'deliver': [
           {'connection': 'books', 'resource': 'b', 'key': 'id',
            'fields': {'DisplayName': 'name', 'Mail': 'email'}},
           {'connection': 'shop', 'resource': 's', 'key': 'id', 'fields': {'title': 'name'}}]}
        """);
    crm.set("1", "{'name': 'Ann', 'email': 'a@x.example'}");
    shop.set("9", "{'title': 'Zoe'}");
    run();
    crm.set("1", "{'email': 'b@x.example'}");
    books.set("n1", "{'DisplayName': 'Annabel'}");
    shop.set("n2", "{'title': 'Annie'}");
    run();

    assertThat(crm.contents())
        .containsExactly("{email=\"b@x.example\", name=\"Annabel\"}", "{name=\"Zoe\"}");
    assertThat(books.contents())
        .containsExactly(
            "{DisplayName=\"Annabel\", Mail=\"b@x.example\"}", "{DisplayName=\"Zoe\"}");
    assertThat(shop.contents()).containsExactly("{title=\"Annabel\"}", "{title=\"Zoe\"}");
    atRest();
  }

  @Test
  void whatWaitsForAPersonStaysAsItIsInBothSystemsAndTheRestGoesOn() {
    task(", 'conflicts': {'strategy': 'manual'}");
    crm.set("1", "{'name': 'Ann', 'email': 'a@x.example'}");
    run();
    crm.set("1", "{'name': 'Anna', 'email': 'b@x.example'}");
    books.set("n1", "{'DisplayName': 'Annabel'}");

    RunRow run = run();

    assertThat(run.counts().held()).isEqualTo(1);
    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(crm.contents()).containsExactly("{email=\"b@x.example\", name=\"Anna\"}");
    assertThat(books.contents()).containsExactly("{DisplayName=\"Annabel\", Mail=\"b@x.example\"}");
    assertThat(
            pipeline.sql(
                "select fields::text as f, status from syncline.conflict where tenant = ?",
                pipeline.tenant))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get("status")).isEqualTo("open");
              assertThat(row.get("f").toString())
                  .contains(
                      "\"base\": \"Ann\"", "\"record\": \"Anna\"", "\"incoming\": \"Annabel\"");
            });
    assertThat(run().counts().held()).isEqualTo(1);
    assertThat(pipeline.count("conflict")).isEqualTo(1);

    crm.set("1", "{'name': 'Annabel'}");
    assertThat(run().counts().held()).isZero();
    assertThat(
            pipeline.sql(
                "select resolved_by from syncline.conflict where tenant = ?", pipeline.tenant))
        .containsExactly(java.util.Map.of("resolved_by", "agreement"));
    atRest();
  }
}
