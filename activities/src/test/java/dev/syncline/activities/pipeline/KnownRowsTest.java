package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.plan.Approvals;
import dev.syncline.domain.RunStatus;
import dev.syncline.store.run.RunRow;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows that look as they did are neither mapped nor matched, and nothing else is lost by that. */
class KnownRowsTest {
  private final ShopAndBooks both = new ShopAndBooks();
  private final Pipeline pipeline = both.pipeline;

  /** Ann and Bob stand in both, and every row of theirs is known. */
  private void known(String more) {
    both.task(more);
    both.annAndBob();
    both.run();
    assertThat(knownRows()).isEqualTo(4);
  }

  private void task(String name, String gates, String more) {
    pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'shop', 'resource': 'people'},
         'modified': 'changed', 'direction': 'two_way', 'gates': %s,
         'fields': {'name': %s, 'email': 'email', 'city': 'city'},
         'deliver': [{'connection': 'books', 'resource': 'clients', 'key': 'no',
           'modified': 'changed', 'fields': {'label': 'name', 'mail': 'email', 'town': 'city'}}]
        """
                .formatted(gates, name)
            + more
            + "}");
  }

  private long knownRows() {
    return pipeline
        .sql(
            """
            select external_id from syncline.id_map
            where tenant = ? and digest is not null and digest_hash = hash
            """,
            pipeline.tenant)
        .size();
  }

  /** From here on Ann's row in the shop would show a change, were it mapped. */
  private void wouldShowAChange() {
    pipeline
        .engine
        .owner()
        .sql(
            """
            update syncline.id_map set hash = gen_random_uuid()
            where tenant = ? and connection = 'shop' and external_id = '1'
            """)
        .param(pipeline.tenant)
        .update();
    pipeline
        .engine
        .owner()
        .sql("update syncline.id_map set digest_hash = hash where tenant = ?")
        .param(pipeline.tenant)
        .update();
  }

  private Object hashOfAnn() {
    return pipeline
        .sql(
            """
            select hash from syncline.id_map
            where tenant = ? and connection = 'shop' and external_id = '1'
            """,
            pipeline.tenant)
        .get(0)
        .get("hash");
  }

  /** Ann's row would show a change, were it mapped; Bob's shows one. */
  private void onlyBobIsMapped() {
    wouldShowAChange();
    Object hash = hashOfAnn();
    both.shop.run("update people set city = 'Rome' where id = 2");

    RunRow run = both.run();

    assertThat(hashOfAnn()).as("Ann's row is taken for what it was").isEqualTo(hash);
    assertThat(run.counts().fetched()).isEqualTo(4);
    assertThat(run.counts().unchanged()).isEqualTo(3);
    assertThat(run.counts().updated()).isEqualTo(1);
    both.bothHold("Ann|a@x|Bonn", "Bob|b@x|Rome");
  }

  @Test
  void whatLooksAsItDidIsNotMappedAndWhatDoesNotIs() {
    known("");
    onlyBobIsMapped();
  }

  @Test
  void aColumnThatNobodyMapsMakesNoChange() {
    known("");
    both.shop.run("update people set note = 'called' where id = 2");

    RunRow run = both.run();

    assertThat(run.counts().unchanged()).isEqualTo(4);
    both.atRest();
    assertThat(knownRows()).as("the new looks are known").isEqualTo(4);
  }

  @Test
  void anotherMappingLooksAtEveryRow() {
    known("");
    task("{'from': 'name', 'apply': ['upper']}", "'off'", "");

    RunRow run = both.run();

    assertThat(run.counts().updated()).isEqualTo(2);
    assertThat(both.clients()).containsExactly("ANN|a@x|Bonn", "BOB|b@x|Oslo");
  }

  @Test
  void aRowWhoseMemoryWasTouchedIsLookedAt() {
    known("");
    wouldShowAChange();
    pipeline
        .engine
        .owner()
        .sql("update syncline.id_map set hash = gen_random_uuid() where tenant = ?")
        .param(pipeline.tenant)
        .update();
    Object hash = hashOfAnn();

    both.run();

    assertThat(hashOfAnn()).isNotEqualTo(hash);
  }

  @Test
  void aFailureIsResolvedByTheRowThatLooksAsBefore() {
    Pipeline twins = new Pipeline();
    TwinSystem crm = twins.twin("crm");
    twins.twin("erp");
    twins.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'crm', 'resource': 'contacts'}, 'key': 'id',
         'direction': 'two_way', 'fields': {'name': 'name', 'age': {'from': 'age', 'type': 'integer'}},
         'deliver': [{'connection': 'erp', 'resource': 'Customer', 'key': 'id',
           'fields': {'DisplayName': 'name', 'Age': 'age'}}]}
        """);
    crm.set("1", "{'name': 'Ann', 'age': 40}");
    twins.full("people");
    twins.full("people");
    crm.set("1", "{'age': 'forty'}");
    twins.full("people");
    assertThat(failures(twins, "failed")).hasSize(1);

    crm.set("1", "{'age': 40}");
    RunRow run = twins.full("people");

    assertThat(failures(twins, "resolved")).hasSize(1);
    assertThat(run.counts().unchanged()).isEqualTo(2);
  }

  private static List<Map<String, Object>> failures(Pipeline of, String status) {
    return of.sql(
        "select code from syncline.failure where tenant = ? and status = ?", of.tenant, status);
  }

  @Test
  void whatIsKnownIsNotMissing() {
    known("");
    task("'name'", "'off'", ", 'deletes': 'propagate'");
    both.run();
    both.shop.run("delete from people where id = 1");

    RunRow run = both.run();

    assertThat(run.counts().deleted()).isEqualTo(1);
    both.bothHold("Bob|b@x|Oslo");
  }

  @Test
  void theWatermarkKnowsThemToo() {
    known("");
    pipeline
        .engine
        .owner()
        .sql("update syncline.sync_state set watermark = null where tenant = ?")
        .param(pipeline.tenant)
        .update();

    both.run();

    Object watermark =
        pipeline
            .sql("select watermark from syncline.sync_state where tenant = ?", pipeline.tenant)
            .get(0)
            .get("watermark");
    assertThat(((java.sql.Timestamp) watermark).toInstant())
        .isEqualTo(OffsetDateTime.parse("2026-01-01T00:00:00Z").toInstant());
  }

  /** Gates want totals: all systems are read into a plan before anything is written. */
  @Test
  void aRunThatPlansKnowsThemTooAndCountsThem() {
    known(", 'deletes': 'propagate'");
    onlyBobIsMapped();
    both.atRest();
  }

  @Test
  void theGatesCountThem() {
    task("'name'", "{'max_delete_percent': 30}", ", 'deletes': 'propagate'");
    both.annAndBob();
    both.books.run("insert into clients (label, mail, town) values ('Cid', 'c@x', 'Lodz')");
    both.run();
    both.run();
    assertThat(knownRows()).isEqualTo(6);
    both.shop.run("delete from people where id = 1");

    RunRow stopped = pipeline.full("people");

    assertThat(stopped.status()).isEqualTo(RunStatus.WAITING_APPROVAL);
    assertThat(
            pipeline.sql(
                "select (summary ->> 'unchanged')::int as n from syncline.plan where sync_id = ?",
                stopped.syncId()))
        .containsExactly(Map.of("n", 5));
    pipeline.engine.get(Approvals.class).approve(pipeline.row(stopped.syncId()));
    RunRow run = both.ended(pipeline.await(stopped.syncId()));
    assertThat(run.counts().fetched()).isEqualTo(5);
    assertThat(run.counts().unchanged()).isEqualTo(5);
    assertThat(run.counts().deleted()).isEqualTo(1);
    both.bothHold("Bob|b@x|Oslo", "Cid|c@x|Lodz");
  }
}
