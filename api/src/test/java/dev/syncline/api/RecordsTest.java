package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Caller.Reply;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordsTest {
  private final ApiServer server = ApiServer.shared();
  private final Caller caller = server.newTenant();
  private final Sample sample = Sample.of(server, caller);

  @Test
  void showsWhoSetWhichField() {
    UUID first = sample.run("orders", "completed", 1, 0, 0);
    UUID second = sample.run("orders", "completed", 0, 1, 0);
    UUID id = sample.record(first, "orders", "shop", "o-1", "{\"total\":3,\"state\":\"paid\"}");
    sample.sql(
        """
        insert into record_history (tenant, entity, record_id, version, data, sync_id, operation,
          connection, external_id)
        values (:tenant, 'orders', '%s', 1, '{"total":2,"note":"n"}', '%s', 'update', 'shop', 'o-1')
        """
            .formatted(id, second));
    sample.sql("update record set version = 2 where tenant = :tenant");
    Reply record = caller.get("/api/records/orders/" + id).expect(200);
    assertThat(record.at("/data/total").asInt()).isEqualTo(3);
    assertThat(record.at("/version").asInt()).isEqualTo(2);
    assertThat(record.text("/external_ids/0/connection")).isEqualTo("shop");
    assertThat(record.text("/external_ids/0/external_id")).isEqualTo("o-1");
    assertThat(record.at("/history").size()).isEqualTo(2);
    assertThat(record.text("/history/0/operation")).isEqualTo("update");
    assertThat(record.at("/history/0/version").asInt()).isEqualTo(2);
    assertThat(record.text("/history/0/sync_id")).isEqualTo(second.toString());
    assertThat(record.text("/history/0/connection")).isEqualTo("shop");
    assertThat(record.at("/history/0/fields").findValuesAsString("field"))
        .containsExactlyInAnyOrder("total", "note", "state");
    assertThat(record.text("/history/1/operation")).isEqualTo("create");
    assertThat(record.at("/history/1/fields").size()).isEqualTo(2);
  }

  @Test
  void showsLinksInBothDirectionsAndHealsThePendingOnes() {
    UUID run = sample.run("orders", "completed", 1, 0, 0);
    UUID order = sample.record(run, "orders", "shop", "o-1", "{}");
    sample.sql(
        """
        insert into record_link (tenant, entity, connection, resource, external_id, type, derived,
          to_entity, to_external_id, sync_id)
        select tenant, entity, connection, resource, external_id, 'customer', false, 'customers',
          'c-1', sync_id from id_map where tenant = :tenant and external_id = 'o-1'
        """);
    Reply before = caller.get("/api/records/orders/" + order).expect(200);
    assertThat(before.at("/links/0").propertyNames())
        .containsExactlyInAnyOrder(
            "type", "direction", "entity", "record_id", "external_id", "pending");
    assertThat(before.at("/links/0/pending").asBoolean()).isTrue();
    assertThat(before.at("/links/0/record_id").isNull()).isTrue();

    UUID customer = sample.record(run, "customers", "crm", "c-1", "{}");

    Reply after = caller.get("/api/records/orders/" + order).expect(200);
    assertThat(after.at("/links/0/pending").asBoolean(true)).isFalse();
    assertThat(after.text("/links/0/record_id")).isEqualTo(customer.toString());
    Reply other = caller.get("/api/records/customers/" + customer).expect(200);
    assertThat(other.text("/links/0/direction")).isEqualTo("incoming");
    assertThat(other.text("/links/0/type")).isEqualTo("customer");
    assertThat(other.text("/links/0/entity")).isEqualTo("orders");
    assertThat(other.text("/links/0/record_id")).isEqualTo(order.toString());
    assertThat(other.text("/links/0/external_id")).isEqualTo("o-1");
  }

  @Test
  void tombstonesLeaveTheListsOnly() {
    UUID run = sample.run("orders", "completed", 2, 0, 0);
    UUID gone = sample.record(run, "orders", "shop", "o-1", "{}");
    sample.record(run, "orders", "shop", "o-2", "{}");
    sample.sql(
        "update record set deleted_at = now() where record_id = '%s'".formatted(gone)
            + " and tenant = :tenant");
    assertThat(caller.get("/api/records/orders").at("/total").asInt()).isEqualTo(1);
    Reply deleted = caller.get("/api/records/orders?deleted=true").expect(200);
    assertThat(deleted.text("/items/0/record_id")).isEqualTo(gone.toString());
    assertThat(caller.get("/api/records/orders/" + gone).expect(200).text("/deleted_at"))
        .endsWith("Z");
  }

  @Test
  void unknownRecordsAreNotFound() {
    caller.get("/api/records/orders/" + UUID.randomUUID()).expectError(404, "NOT_FOUND");
    caller.get("/api/records/orders/o-1").expectError(404, "NOT_FOUND");
    assertThat(caller.get("/api/records/orders").expect(200).at("/total").asInt(-1)).isZero();
  }

  @Test
  void findsIds() {
    UUID run = sample.run("orders", "completed", 2, 0, 0);
    UUID id = sample.record(run, "orders", "shop", "o-1", "{}");
    sample.record(run, "customers", "crm", "c-1", "{}");
    Reply entry = caller.get("/api/id-map?external_id=o-1").expect(200);
    assertThat(entry.at("/total").asInt()).isEqualTo(1);
    assertThat(entry.at("/items/0").propertyNames())
        .containsExactlyInAnyOrder(
            "entity", "record_id", "connection", "resource", "external_id", "synced_at");
    assertThat(caller.get("/api/id-map?record_id=" + id).text("/items/0/external_id"))
        .isEqualTo("o-1");
    assertThat(caller.get("/api/id-map?entity=customers").at("/total").asInt()).isEqualTo(1);
    assertThat(caller.get("/api/id-map?connection=crm").at("/total").asInt()).isEqualTo(1);
    assertThat(caller.get("/api/id-map").at("/total").asInt()).isEqualTo(2);
  }
}
