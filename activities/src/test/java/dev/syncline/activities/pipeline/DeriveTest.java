package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.Counts;
import dev.syncline.domain.DerivedCounts;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Records derived from source records, through whole runs. */
@Timeout(90)
class DeriveTest {
  private static final String ORDERS =
      """
      {'entity': 'orders', 'source': {'connection': 'shop'}, 'key': 'id',
       'fields': {'number': 'id'}, 'required': ['number'], 'batch': {'size': 2},
       'deletes': 'propagate', 'gates': {'max_delete_percent': 100},
       'derive': [
         {'entity': 'invoices', 'when': 'paid == true', 'fields': {'total': 'total'},
          'link': 'invoice_of'},
         {'entity': 'lines', 'each': 'items', 'key': 'no', 'fields': {'sku': 'sku'},
          'link': 'line_of'}]}
      """;

  private final Pipeline pipeline = new Pipeline();
  private final MemorySystem shop = pipeline.connect("shop");

  private void task(String json) {
    pipeline.task("orders", json);
  }

  private static String order(String id, boolean paid, String... skus) {
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < skus.length; i++) {
      items.append(i == 0 ? "" : ",").append("{'no':").append(i + 1).append(",'sku':'");
      items.append(skus[i]).append("'}");
    }
    return "{'id':'%s','paid':%s,'total':5,'items':[%s]}"
        .formatted(id, paid, items)
        .replace('\'', '"');
  }

  private static DerivedCounts derived(long created, long updated, long unchanged, long deleted) {
    return new DerivedCounts(created, updated, unchanged, deleted);
  }

  private List<Object> live(String entity) {
    return pipeline
        .sql(
            """
            select i.external_id || ' ' || r.data as shown from syncline.record r
              join syncline.id_map i using (tenant, entity, record_id)
            where r.tenant = ? and r.entity = ? and r.deleted_at is null order by 1
            """,
            pipeline.tenant,
            entity)
        .stream()
        .map(row -> row.get("shown"))
        .toList();
  }

  @Test
  void aSourceRecordMakesItsConditionalRecordsAndOneForEachElement() {
    task(ORDERS);
    shop.rows(order("A", true, "x", "y"), order("B", false, "z"), order("C", true));

    RunRow run = pipeline.full("orders");

    assertThat(run.error()).isNull();
    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.counts()).isEqualTo(new Counts(3, 3, 0, 0, 0, 0, 0, 0, 0));
    assertThat(run.derived()).isEqualTo(derived(5, 0, 0, 0));
    assertThat(live("invoices"))
        .containsExactly(
            "A#invoices:invoice_of {\"total\": 5}", "C#invoices:invoice_of {\"total\": 5}");
    assertThat(live("lines"))
        .containsExactly(
            "A#lines:line_of#1 {\"sku\": \"x\"}",
            "A#lines:line_of#2 {\"sku\": \"y\"}",
            "B#lines:line_of#1 {\"sku\": \"z\"}");
  }

  @Test
  void aSecondRunOverTheSameRowsWritesNothing() {
    task(ORDERS);
    shop.rows(order("A", true, "x", "y"), order("B", false, "z"), order("C", true));
    pipeline.full("orders");
    List<String> before = pipeline.traces();
    List<Map<String, Object>> links = links();

    RunRow run = pipeline.full("orders");

    assertThat(run.derived()).isEqualTo(derived(0, 0, 5, 0));
    assertThat(pipeline.traces()).isEqualTo(before);
    assertThat(links()).isEqualTo(links);
  }

  private List<Map<String, Object>> links() {
    return pipeline.sql(
        "select external_id, type, xmin::text as x from syncline.record_link where tenant = ?"
            + " order by 1, 2",
        pipeline.tenant);
  }

  @Test
  void whatASourceRecordNoLongerMakesIsDeletedAndComesBackAsTheSameRecord() {
    task(ORDERS);
    shop.rows(order("A", true, "x", "y"), order("B", true, "z"));
    pipeline.full("orders");
    shop.rows(order("A", false, "x2"), order("B", true, "z"));

    RunRow run = pipeline.full("orders");

    assertThat(run.counts()).isEqualTo(new Counts(2, 0, 0, 2, 0, 0, 0, 0, 0));
    assertThat(run.derived()).isEqualTo(derived(0, 1, 2, 2));
    assertThat(live("invoices")).containsExactly("B#invoices:invoice_of {\"total\": 5}");
    assertThat(live("lines"))
        .containsExactly(
            "A#lines:line_of#1 {\"sku\": \"x2\"}", "B#lines:line_of#1 {\"sku\": \"z\"}");
    assertThat(pipeline.full("orders").derived()).isEqualTo(derived(0, 0, 3, 0));

    shop.rows(order("A", true, "x2", "y"), order("B", true, "z"));
    assertThat(pipeline.full("orders").derived()).isEqualTo(derived(0, 2, 3, 0));
    assertThat(
            pipeline.sql(
                "select count(*) as n from syncline.record where tenant = ? and entity <> 'orders'",
                pipeline.tenant))
        .containsExactly(Map.of("n", 5L));
  }

  private static final String WITHOUT_INVOICES =
      ORDERS.replaceAll(
          "(?s)\\{'entity': 'invoices'.*?\\},\\s+\\{'entity': 'lines'", "{'entity': 'lines'");

  private static final String WITHOUT_ANY = ORDERS.replaceAll("(?s),\\s+'derive'.*", "}");

  @Test
  void anEntryThatIsTakenOutOfTheTaskTakesItsRecordsAndLinksWithIt() {
    task(ORDERS);
    shop.rows(order("A", true, "x", "y"), order("B", false, "z"));
    pipeline.full("orders");
    task(WITHOUT_INVOICES);

    assertThat(pipeline.incremental("orders").derived()).isEqualTo(derived(0, 0, 3, 1));
    assertThat(live("invoices")).isEmpty();
    assertThat(live("lines")).hasSize(3);

    task(WITHOUT_ANY);
    RunRow run = pipeline.incremental("orders");

    assertThat(run.counts()).isEqualTo(new Counts(2, 0, 0, 2, 0, 0, 0, 0, 0));
    assertThat(run.derived()).isEqualTo(derived(0, 0, 0, 3));
    assertThat(live("lines")).isEmpty();
    assertThat(links()).isEmpty();
    List<String> settled = pipeline.traces();
    assertThat(pipeline.full("orders").derived()).isEqualTo(DerivedCounts.ZERO);
    assertThat(pipeline.traces()).isEqualTo(settled);

    task(ORDERS);
    assertThat(pipeline.full("orders").derived()).isEqualTo(derived(0, 4, 0, 0));
    assertThat(
            pipeline.sql(
                "select count(*) as n from syncline.record where tenant = ? and entity <> 'orders'",
                pipeline.tenant))
        .containsExactly(Map.of("n", 4L));
  }

  @Test
  void aPlanSaysWhatTheRemovalOfAnEntryWouldDelete() {
    task(ORDERS);
    shop.rows(order("A", true, "x", "y"), order("B", true));
    pipeline.full("orders");
    task(WITHOUT_INVOICES);
    List<String> before = pipeline.traces();

    RunRow run = pipeline.await(pipeline.start("orders", SyncMode.FULL, true, RunRequest.ALL));

    assertThat(run.derived()).isEqualTo(derived(0, 0, 2, 2));
    assertThat(pipeline.traces()).isEqualTo(before);
  }

  @Test
  void whatAnotherTaskDerivesFromTheSameRowsStays() {
    task(WITHOUT_INVOICES);
    pipeline.task("billing", ORDERS.replaceAll("(?s)\\},\\s+\\{'entity': 'lines'.*", "}]}"));
    shop.rows(order("A", true, "x"), order("B", true));
    pipeline.full("orders");
    assertThat(pipeline.full("billing").derived()).isEqualTo(derived(2, 0, 0, 0));

    task(WITHOUT_ANY);
    assertThat(pipeline.full("orders").derived()).isEqualTo(derived(0, 0, 0, 1));

    assertThat(live("lines")).isEmpty();
    assertThat(live("invoices")).hasSize(2);
  }

  @Test
  void theDerivedRecordsOfADeletedRecordAreDeleted() {
    task(ORDERS);
    shop.rows(order("A", true, "x", "y"), order("B", true, "z"));
    pipeline.full("orders");
    shop.rows(order("B", true, "z"));

    RunRow run = pipeline.full("orders");

    assertThat(run.counts().deleted()).isOne();
    assertThat(run.derived()).isEqualTo(derived(0, 0, 2, 3));
    assertThat(live("lines")).containsExactly("B#lines:line_of#1 {\"sku\": \"z\"}");
    assertThat(pipeline.full("orders").derived()).isEqualTo(derived(0, 0, 2, 0));
  }

  @Test
  void whatIsNotReadOrCannotBeMappedKeepsItsDerivedRecords() {
    task(ORDERS);
    shop.rows(order("A", true, "x"), order("B", true, "z"));
    pipeline.full("orders");
    shop.rows("{\"id\":\"A\",\"paid\":true,\"items\":[{\"sku\":\"no key\"}]}");
    RunRequest onlyA = new RunRequest(List.of(), null, null, List.of("A"), List.of());

    RunRow run = pipeline.await(pipeline.start("orders", SyncMode.FULL, false, onlyA));

    assertThat(run.counts().failed()).isOne();
    assertThat(run.derived()).isEqualTo(DerivedCounts.ZERO);
    assertThat(live("lines")).hasSize(2);
    assertThat(
            pipeline.sql("select message from syncline.failure where tenant = ?", pipeline.tenant))
        .extracting(row -> row.get("message"))
        .containsExactly(
            "derived record of lines, element 0: the key field 'no' of the element is missing or"
                + " blank");
  }

  @Test
  void theLastRowOfAKeyDecidesWhatIsDerived() {
    task(ORDERS.replace("'batch': {'size': 2},", ""));
    shop.rows(order("A", true, "x", "y"), order("A", false, "new"));

    RunRow run = pipeline.full("orders");

    assertThat(run.derived()).isEqualTo(derived(1, 0, 0, 0));
    assertThat(live("lines")).containsExactly("A#lines:line_of#1 {\"sku\": \"new\"}");
  }

  @Test
  void aDryRunCountsAndWritesNothing() {
    task(ORDERS);
    shop.rows(order("A", true, "x"));
    pipeline.full("orders");
    List<String> before = pipeline.traces();
    shop.rows(order("A", false, "x2", "y"));

    RunRow run = pipeline.await(pipeline.start("orders", SyncMode.FULL, true, RunRequest.ALL));

    assertThat(run.derived()).isEqualTo(derived(1, 1, 0, 1));
    assertThat(pipeline.traces()).isEqualTo(before);
  }

  @Test
  void nothingIsLeftInTheStaging() {
    task(ORDERS);
    shop.rows(order("A", true, "x"), order("B", true, "x"), order("C", true, "x"));

    RunRow run = pipeline.full("orders");

    assertThat(
            pipeline.sql(
                "select relname from pg_class where relname like ?",
                "%" + run.syncId().toString().replace("-", "") + "%"))
        .isEmpty();
  }
}
