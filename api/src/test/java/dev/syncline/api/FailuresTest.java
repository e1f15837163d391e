package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Caller.Reply;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final ApiServer server = ApiServer.shared();
  private final Caller caller = server.newTenant();
  private final Sample sample = Sample.of(server, caller);
  private UUID run;
  private UUID order;
  private UUID customer;

  @BeforeEach
  void twoFailures() {
    Sample.task(caller, "shop", "all-orders", "orders");
    Sample.task(caller, "crm", "all-customers", "customers");
    run = sample.run("orders", "completed_with_errors", 1, 0, 1);
    order = sample.failure(run, "all-orders", "orders", "o-1");
    customer = sample.failure(run, "all-customers", "customers", "c-1");
  }

  private String statusOf(UUID failure) {
    return caller.get("/api/sync/failures/" + failure).expect(200).text("/status");
  }

  @Test
  void listsThemLastUpdatedFirst() {
    sample.sql(
        "update failure set updated_at = now() + interval '1 minute' where tenant = :tenant"
            + " and entity = 'orders'");
    Reply list = caller.get("/api/sync/failures").expect(200);
    assertThat(list.at("/total").asInt()).isEqualTo(2);
    assertThat(list.text("/items/0/id")).isEqualTo(order.toString());
    assertThat(list.text("/items/0/sync_id")).isEqualTo(run.toString());
    assertThat(list.text("/items/0/entity_type")).isEqualTo("orders");
    assertThat(list.text("/items/0/entity_id")).isEqualTo("o-1");
    assertThat(list.text("/items/0/operation")).isEqualTo("create");
    assertThat(list.text("/items/0/phase")).isEqualTo("transforming");
    assertThat(list.text("/items/0/error_code")).isEqualTo("MISSING");
    assertThat(list.text("/items/0/error_message")).isEqualTo("last_name is missing");
    assertThat(list.at("/items/0/recoverable").asBoolean(true)).isFalse();
    assertThat(list.at("/items/0/retry_count").asInt(-1)).isZero();
    assertThat(list.text("/items/0/status")).isEqualTo("failed");
    assertThat(list.at("/items/0/payload").isMissingNode()).isTrue();
    assertThat(caller.get("/api/sync/failures?entity=orders").at("/total").asInt()).isEqualTo(1);
    assertThat(caller.get("/api/sync/failures?status=resolved").at("/total").asInt()).isZero();
    Reply one = caller.get("/api/sync/failures/" + order).expect(200);
    assertThat(one.text("/payload")).contains("\"id\"");
  }

  @Test
  void retriesThoseOfAnEntity() {
    Reply reply = caller.post("/api/sync/retry", "{\"entity\":\"orders\"}").expect(202);
    assertThat(reply.at("/queued").asInt()).isEqualTo(1);
    String id = reply.text("/sync_id");
    Reply started = caller.get("/api/sync/status/" + id).expect(200);
    assertThat(started.text("/trigger")).isEqualTo("retry");
    assertThat(started.text("/task")).isEqualTo("all-orders");
    Reply failure = caller.get("/api/sync/failures/" + order);
    assertThat(failure.text("/status")).isEqualTo("retrying");
    assertThat(failure.at("/retry_count").asInt()).isEqualTo(1);
    assertThat(statusOf(customer)).isEqualTo("failed");
    assertThat(
            sample.count(
                "select count(*) from run where tenant = :tenant"
                    + " and request -> 'failures' ->> 0 = '%s'".formatted(order)))
        .isEqualTo(1);
  }

  @Test
  void retriesEverythingUnderAParent() {
    Reply reply = caller.post("/api/sync/retry").expect(202);
    assertThat(reply.at("/queued").asInt()).isEqualTo(2);
    Reply parent = caller.get("/api/sync/status/" + reply.text("/sync_id")).expect(200);
    assertThat(parent.at("/runs").size()).isEqualTo(2);
    caller.post("/api/sync/orders").expectError(409, "SYNC_IN_PROGRESS");
  }

  @Test
  void retriesChosenOnes() {
    Reply reply =
        caller
            .post(
                "/api/sync/retry",
                "{\"record_ids\":[\"%s\",\"%s\"]}".formatted(customer, UUID.randomUUID()))
            .expect(202);
    assertThat(reply.at("/queued").asInt()).isEqualTo(1);
    caller.post("/api/sync/retry", "{\"recordIds\":[\"c-1\"]}").expectError(400, "INVALID_REQUEST");
  }

  @Test
  void nothingToRetryIsNoRun() {
    Reply reply = caller.post("/api/sync/retry", "{\"entity\":\"products\"}").expect(202);
    assertThat(reply.at("/queued").asInt(-1)).isZero();
    assertThat(reply.at("/sync_id").isNull()).isTrue();
    reply = caller.post("/api/sync/retry", "{\"record_ids\":[]}").expect(202);
    assertThat(reply.at("/queued").asInt(-1)).isZero();
  }

  @Test
  void aRunInProgressLeavesTheFailuresAsTheyWere() {
    caller.post("/api/sync/customers").expect(202);
    caller.post("/api/sync/retry").expectError(409, "SYNC_IN_PROGRESS");
    assertThat(statusOf(order)).isEqualTo("failed");
    assertThat(caller.get("/api/sync/failures/" + order).at("/retry_count").asInt()).isZero();
    caller
        .post("/api/sync/failures/" + customer + "/retry", "{\"payload\":{\"id\":\"c-9\"}}")
        .expectError(409, "SYNC_IN_PROGRESS");
    assertThat(caller.get("/api/sync/failures/" + customer).text("/payload")).contains("\"x\"");
    assertThat(caller.post("/api/sync/retry", "{\"entity\":\"orders\"}").expect(202).at("/queued"))
        .hasToString("1");
  }

  @Test
  void retriesOneWithAnEditedPayload() {
    Reply reply =
        caller
            .post("/api/sync/failures/" + order + "/retry", "{\"payload\":{\"last_name\":\"Ö\"}}")
            .expect(202);
    assertThat(reply.at("/queued").asInt()).isEqualTo(1);
    assertThat(reply.text("/sync_id")).isNotBlank();
    Reply failure = caller.get("/api/sync/failures/" + order);
    assertThat(failure.text("/payload")).isEqualTo("{\"id\":\"x\"}");
    assertThat(failure.text("/edited_payload")).isEqualTo("{\"last_name\":\"Ö\"}");
    assertThat(sample.count("select count(*) from failure where tenant = :tenant and edited"))
        .isEqualTo(1);
    caller.post("/api/sync/failures/" + order + "/retry").expectError(400, "NOT_FAILED");
  }

  @Test
  void payloadsAreObjects() {
    String path = "/api/sync/failures/" + order + "/retry";
    caller.post(path, "{\"payload\":\"x\"}").expectError(400, "INVALID_REQUEST");
    caller.post(path, "{\"payload\":{\"a\":\"\\u0000\"}}").expectError(400, "INVALID_REQUEST");
    caller.post(path, "{\"paylod\":{}}").expectError(400, "INVALID_REQUEST");
  }

  @Test
  void ignoresOne() {
    assertThat(caller.post("/api/sync/failures/" + order + "/ignore").expect(200).text("/status"))
        .isEqualTo("ignored");
    caller.post("/api/sync/failures/" + order + "/ignore").expectError(400, "NOT_FAILED");
    caller.post("/api/sync/failures/" + order + "/retry").expectError(400, "NOT_FAILED");
    assertThat(caller.get("/api/sync/failures?status=ignored").at("/total").asInt()).isEqualTo(1);
  }

  @Test
  void unknownOnesAreNotFound() {
    String path = "/api/sync/failures/" + UUID.randomUUID();
    caller.post(path + "/retry").expectError(404, "NOT_FOUND");
    caller.post(path + "/ignore").expectError(404, "NOT_FOUND");
    caller.get(path).expectError(404, "NOT_FOUND");
    caller.post("/api/sync/failures/nope/retry").expectError(404, "NOT_FOUND");
  }

  @Test
  void anAbandonedRetryCanBeRetried() {
    sample.sql(
        "update failure set status = 'retrying', updated_at = now() - interval '5 minutes'"
            + " where tenant = :tenant and entity = 'orders'");
    caller.post("/api/sync/failures/" + order + "/retry").expect(202);
  }
}
