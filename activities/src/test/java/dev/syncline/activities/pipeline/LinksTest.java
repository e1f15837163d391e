package dev.syncline.activities.pipeline;

import static dev.syncline.activities.pipeline.MemorySystem.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.record.Links;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Links between the records of whole runs. */
@Timeout(90)
class LinksTest {
  private static final String ORDERS =
      """
      {'entity': 'orders', 'source': {'connection': 'shop'}, 'key': 'id',
       'fields': {'name': 'name'}, 'deletes': 'propagate', 'gates': 'off',
       'references': {'customer': {'entity': 'customers', 'external_id': 'customer_id'}},
       'derive': [{'entity': 'notes', 'when': 'note != null', 'fields': {'note': 'note'},
         'link': 'note_of'}]}
      """;
  private static final String CUSTOMERS =
      """
      {'entity': 'customers', 'source': {'connection': 'crm'}, 'key': 'id',
       'fields': {'name': 'name', 'email': 'email'}, 'deletes': 'propagate',
       'gates': 'off'}
      """;

  private final Pipeline pipeline = new Pipeline();
  private final MemorySystem shop = pipeline.connect("shop");
  private final MemorySystem crm = pipeline.connect("crm");

  private UUID record(String entity, String externalId) {
    return (UUID)
        pipeline
            .sql(
                "select record_id from syncline.id_map where tenant = ? and entity = ?"
                    + " and external_id = ?",
                pipeline.tenant,
                entity,
                externalId)
            .get(0)
            .get("record_id");
  }

  private List<String> links(String entity, String externalId) {
    return pipeline
        .engine
        .get(Links.class)
        .of(pipeline.tenant, entity, record(entity, externalId))
        .stream()
        .map(
            link ->
                "%s %s %s %s%s"
                    .formatted(
                        link.outgoing() ? "to" : "from",
                        link.type(),
                        link.entity(),
                        link.externalId(),
                        link.pending() ? " pending" : ""))
        .toList();
  }

  @Test
  void aReferenceThatIsTakenOutOfTheTaskTakesItsLinksWithIt() {
    pipeline.task("orders", ORDERS);
    pipeline.task("customers", CUSTOMERS);
    crm.rows(row("7", "Ann"));
    shop.rows(row("A", "first", "customer_id", "7"));
    pipeline.full("customers");
    pipeline.full("orders");
    assertThat(links("orders", "A")).containsExactly("to customer customers 7");

    pipeline.task(
        "orders",
        ORDERS.replaceAll("'references'.*\\n", "").replaceAll("(?s),\\s+'derive'.*", "}"));
    assertThat(pipeline.incremental("orders").counts().unchanged()).isOne();

    assertThat(links("orders", "A")).isEmpty();
    assertThat(links("customers", "7")).isEmpty();
  }

  @Test
  void aReferenceIsPendingUntilTheOtherRecordArrives() {
    pipeline.task("orders", ORDERS);
    pipeline.task("customers", CUSTOMERS);
    shop.rows(row("A", "first", "customer_id", "7"));
    pipeline.full("orders");
    assertThat(links("orders", "A")).containsExactly("to customer customers 7 pending");

    crm.rows(row("7", "Ann"));
    pipeline.full("customers");

    assertThat(links("orders", "A")).containsExactly("to customer customers 7");
    assertThat(links("customers", "7")).containsExactly("from customer orders A");
  }

  @Test
  void aDeletedRecordLeavesItsLinksPending() {
    pipeline.task("orders", ORDERS);
    pipeline.task("customers", CUSTOMERS);
    crm.rows(row("7", "Ann"));
    pipeline.full("customers");
    shop.rows(row("A", "first", "customer_id", "7"));
    pipeline.full("orders");

    crm.rows();
    pipeline.full("customers");

    assertThat(links("orders", "A")).containsExactly("to customer customers 7 pending");
    crm.rows(row("7", "Ann"));
    pipeline.full("customers");
    assertThat(links("orders", "A")).containsExactly("to customer customers 7");
  }

  @Test
  void aChangedReferenceMovesItsLinkAndARerunTouchesNone() {
    pipeline.task("orders", ORDERS);
    pipeline.task("customers", CUSTOMERS);
    crm.rows(row("7", "Ann"), row("8", "Bob"));
    pipeline.full("customers");
    shop.rows(row("A", "first", "customer_id", "7"), row("B", "second", "customer_id", "8"));
    pipeline.full("orders");
    List<Map<String, Object>> before = rows();
    pipeline.full("orders");
    assertThat(rows()).isEqualTo(before);

    shop.rows(row("A", "first", "customer_id", "8"), row("B", "second"));
    assertThat(pipeline.full("orders").counts().unchanged()).isEqualTo(2);

    assertThat(links("orders", "A")).containsExactly("to customer customers 8");
    assertThat(links("orders", "B")).isEmpty();
    assertThat(links("customers", "7")).isEmpty();
    assertThat(links("customers", "8")).containsExactly("from customer orders A");
  }

  private List<Map<String, Object>> rows() {
    return pipeline.sql(
        "select external_id, type, xmin::text as x from syncline.record_link where tenant = ?"
            + " order by 1, 2",
        pipeline.tenant);
  }

  @Test
  void ofSeveralRecordsWithThatIdTheOneOfTheSameConnectionIsMeant() {
    pipeline.task("orders", ORDERS);
    pipeline.task("customers", CUSTOMERS);
    pipeline.task("buyers", CUSTOMERS.replace("'connection': 'crm'", "'connection': 'shop'"));
    crm.rows(row("7", "Ann"));
    pipeline.full("customers");
    shop.rows(row("7", "Bob", "customer_id", "7"));
    pipeline.full("buyers");

    pipeline.full("orders");

    assertThat(
            pipeline.sql(
                """
                select data ->> 'name' as name from syncline.record
                where record_id = ?
                """,
                pipeline
                    .engine
                    .get(Links.class)
                    .of(pipeline.tenant, "orders", record("orders", "7"))
                    .get(0)
                    .recordId()))
        .containsExactly(Map.of("name", "Bob"));
  }

  @Test
  void aDerivedRecordIsLinkedToTheRecordOfItsSourceRow() {
    pipeline.task("orders", ORDERS);
    shop.rows(row("A", "first", "note", "hurry"), row("B", "second"));

    pipeline.full("orders");

    assertThat(links("notes", "A#notes:note_of")).containsExactly("to note_of orders A");
    assertThat(links("orders", "A")).containsExactly("from note_of notes A#notes:note_of");
    shop.rows(row("B", "second"));
    pipeline.full("orders");
    assertThat(pipeline.count("record_link")).isZero();
  }

  @Test
  void linksFollowARecordThatTwoSystemsShare() {
    String deduped = CUSTOMERS.strip().replaceAll("}$", ", 'dedupe': {'preset': 'person'}}");
    pipeline.task("customers", deduped);
    pipeline.task("buyers", deduped.replace("'connection': 'crm'", "'connection': 'shop'"));
    pipeline.task("orders", ORDERS.replace("'connection': 'shop'", "'connection': 'other'"));
    MemorySystem other = pipeline.connect("other");
    crm.rows(row("7", "Ann", "email", "ann@x.org"));
    shop.rows(row("s7", "Ann", "email", "ann@x.org"));
    pipeline.full("customers");
    pipeline.full("buyers");
    other.rows(row("A", "first", "customer_id", "7"), row("B", "second", "customer_id", "s7"));

    pipeline.full("orders");

    assertThat(links("customers", "7"))
        .containsExactly("from customer orders A", "from customer orders B");
  }
}
