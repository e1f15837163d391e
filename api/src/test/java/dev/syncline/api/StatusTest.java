package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Caller.Reply;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StatusTest {
  private final ApiServer server = ApiServer.shared();
  private final Caller caller = server.newTenant();
  private final Sample sample = Sample.of(server, caller);

  @Test
  void listsRunsNewestFirst() {
    sample.run("orders", "completed_with_errors", 8, 1, 2);
    sample.run("customers", "completed", 5, 0, 0);
    Reply all = caller.get("/api/sync/status").expect(200);
    assertThat(all.at("/total").asInt()).isEqualTo(2);
    assertThat(all.text("/items/0/entity")).isEqualTo("customers");
    JsonNode orders = all.at("/items/1");
    assertThat(orders.get("total_records").asInt()).isEqualTo(11);
    assertThat(orders.get("records_completed").asInt()).isEqualTo(9);
    assertThat(orders.get("records_failed").asInt()).isEqualTo(2);
    assertThat(orders.get("completed_at").asString()).endsWith("Z");
    assertThat(caller.get("/api/sync/status?entity=orders").at("/total").asInt()).isEqualTo(1);
    assertThat(caller.get("/api/sync/status?status=completed").at("/total").asInt()).isEqualTo(1);
    Reply page = caller.get("/api/sync/status?limit=1&offset=1").expect(200);
    assertThat(page.at("/items").size()).isEqualTo(1);
    assertThat(page.at("/total").asInt()).isEqualTo(2);
    assertThat(page.at("/limit").asInt()).isEqualTo(1);
    assertThat(page.at("/offset").asInt()).isEqualTo(1);
  }

  @Test
  void showsTheWholeRun() {
    UUID id = sample.run("orders", "completed_with_errors", 8, 1, 2);
    failed(id, 1, "o-1");
    failed(id, 2, "o-2");
    Reply run = caller.get("/api/sync/status/" + id).expect(200);
    assertThat(run.text("/tenant")).isEqualTo(caller.tenant);
    assertThat(run.text("/outcome")).isEqualTo("partial");
    assertThat(run.at("/results/fetched").asInt()).isEqualTo(11);
    assertThat(run.at("/results/skipped").asInt()).isZero();
    assertThat(run.at("/results/skipped_by/unchanged").asInt()).isZero();
    assertThat(run.at("/derived/created").asInt()).isZero();
    assertThat(run.at("/delivered/failed").asInt()).isZero();
    assertThat(run.at("/duration_ms").asLong()).isBetween(1_900L, 10_000L);
    assertThat(run.text("/progress/phase")).isEqualTo("completing");
    assertThat(run.at("/progress/percentage").asInt()).isEqualTo(100);
    assertThat(run.at("/progress/total_records").asInt()).isEqualTo(11);
    assertThat(run.at("/errors").size()).isEqualTo(2);
    assertThat(run.text("/errors/0/external_id")).isEqualTo("o-1");
    assertThat(run.text("/errors/0/error")).isEqualTo("total is no number");
    assertThat(run.text("/errors/0/code")).isEqualTo("BAD_VALUE");
    assertThat(run.text("/errors/0/phase")).isEqualTo("transforming");
    assertThat(run.at("/runs").isMissingNode()).isTrue();
    Reply execution = caller.get("/api/executions/" + id).expect(200);
    assertThat(execution.at("/results")).isEqualTo(run.at("/results"));
    assertThat(execution.at("/records").isMissingNode()).isTrue();
  }

  @Test
  void saysWhereASourceIgnoredWhatItWasAskedFor() {
    UUID id = sample.run("orders", "completed", 8, 1, 0);
    assertThat(caller.get("/api/sync/status/" + id).at("/warnings").size()).isZero();
    sample.sql("update run set unasked = 5 where tenant = :tenant");
    Reply run = caller.get("/api/sync/status/" + id).expect(200);
    assertThat(run.text("/warnings/0/code")).isEqualTo("FILTER_IGNORED");
    assertThat(run.at("/warnings/0/count").asInt()).isEqualTo(5);
    assertThat(run.text("/warnings/0/message")).contains("5 records").contains("modified_param");
  }

  private void failed(UUID run, int seq, String externalId) {
    sample.sql(
        """
        insert into run_item (tenant, sync_id, seq, external_id, operation, status, phase, code,
          message) values (:tenant, '%s', %d, '%s', 'create', 'failed', 'transforming',
          'BAD_VALUE', 'total is no number')
        """
            .formatted(run, seq, externalId));
  }

  @Test
  void listsTheRecordsOfARun() {
    UUID id = sample.run("orders", "completed_with_errors", 2, 1, 1);
    failed(id, 1, "o-1");
    sample.record(id, "orders", "shop", "o-2", "{\"total\":1}");
    sample.record(id, "orders", "shop", "o-3", "{\"total\":2}");
    UUID before = sample.run("orders", "completed", 1, 0, 0);
    UUID old = sample.record(before, "orders", "shop", "o-4", "{\"total\":4}");
    sample.sql(
        """
        insert into record_history (tenant, entity, record_id, version, data, sync_id, operation,
          connection, external_id)
        values (:tenant, 'orders', '%s', 1, '{"total":3}', '%s', 'update', 'shop', 'o-4')
        """
            .formatted(old, id));
    Reply all = caller.get("/api/sync/status/" + id).expect(200);
    assertThat(all.at("/records/total").asInt()).isEqualTo(4);
    assertThat(all.at("/records/items").findValuesAsString("external_id"))
        .containsExactly("o-1", "o-4", "o-2", "o-3");
    assertThat(all.at("/records/items").findValuesAsString("operation"))
        .containsExactly("create", "update", "create", "create");
    assertThat(all.at("/records/items").findValuesAsString("status"))
        .containsExactly("failed", "applied", "applied", "applied");
    Reply failed = caller.get("/api/sync/status/" + id + "?records_status=failed").expect(200);
    assertThat(failed.at("/records/total").asInt()).isEqualTo(1);
    assertThat(failed.text("/records/items/0/error_message")).isEqualTo("total is no number");
    Reply page =
        caller.get("/api/sync/status/" + id + "?records_limit=2&records_offset=1").expect(200);
    assertThat(page.at("/records/items").findValuesAsString("external_id"))
        .containsExactly("o-4", "o-2");
    caller
        .get("/api/sync/status/" + id + "?records_status=lost")
        .expectError(400, "INVALID_REQUEST");
    caller.get("/api/sync/status/" + id + "?records_limit=0").expectError(400, "INVALID_REQUEST");
  }

  @Test
  void aParentSumsItsChildren() {
    UUID parent = sample.run("orders", "completed", 0, 0, 0);
    UUID one = sample.run("orders", "completed", 3, 0, 0);
    UUID two = sample.run("orders", "completed_with_errors", 4, 0, 1);
    sample.sql(
        "update run set parent_id = '%s', claims_entity = false where sync_id in ('%s', '%s')"
                .formatted(parent, one, two)
            + " and tenant = :tenant");
    failed(two, 1, "o-1");
    Reply run = caller.get("/api/sync/status/" + parent).expect(200);
    assertThat(run.at("/runs").size()).isEqualTo(2);
    assertThat(run.at("/results/fetched").asInt()).isEqualTo(8);
    assertThat(run.at("/results/created").asInt()).isEqualTo(7);
    assertThat(run.at("/results/failed").asInt()).isEqualTo(1);
    assertThat(run.at("/errors").size()).isEqualTo(1);
    Reply list = caller.get("/api/sync/status").expect(200);
    assertThat(list.at("/total").asInt()).isEqualTo(1);
    assertThat(list.at("/items/0/records_completed").asInt()).isEqualTo(7);
  }

  @Test
  void progressComesFromWhatIsCommittedWhileTheEngineIsSilent() {
    UUID id = sample.run("orders", "queued", 50, 0, 0);
    sample.sql("update run set total_records = 100, completed_at = null where tenant = :tenant");
    Reply run = caller.get("/api/sync/status/" + id).expect(200);
    assertThat(run.at("/progress/percentage").asInt()).isEqualTo(60);
    assertThat(run.at("/progress/processed_records").asInt()).isEqualTo(50);
    sample.sql("update run set total_records = 1000 where tenant = :tenant");
    run = caller.get("/api/sync/status/" + id).expect(200);
    assertThat(run.at("/progress/percentage").asInt()).as("never falls").isEqualTo(60);
  }

  @Test
  void unknownRunsAreNotFound() {
    caller.get("/api/sync/status/" + UUID.randomUUID()).expectError(404, "NOT_FOUND");
    caller.get("/api/sync/status/sync-orders-2026-01-18").expectError(404, "NOT_FOUND");
    caller.get("/api/executions/nope").expectError(404, "NOT_FOUND");
    caller.post("/api/sync/status/nope/cancel").expectError(404, "NOT_FOUND");
  }

  @Test
  void cancelsWhatIsOpen() {
    Sample.task(caller, "shop", "all-orders", "orders");
    String id = caller.post("/api/sync/orders").expect(202).text("/sync_id");
    Reply reply = caller.post("/api/sync/status/" + id + "/cancel").expect(202);
    assertThat(reply.text("/sync_id")).isEqualTo(id);
    sample.endRuns();
    caller.post("/api/sync/status/" + id + "/cancel").expectError(409, "NOT_RUNNING");
  }

  @Test
  void repeatsARunWithItsRequest() {
    Sample.task(caller, "shop", "all-orders", "orders");
    String first =
        caller
            .post("/api/sync/orders", "{\"mode\":\"incremental\",\"ids\":[\"7\"]}")
            .expect(202)
            .text("/sync_id");
    caller.post("/api/executions/" + first + "/retry").expectError(409, "SYNC_IN_PROGRESS");
    caller.delete("/api/tasks/all-orders").expectError(409, "SYNC_IN_PROGRESS");
    sample.endRuns();
    Reply again = caller.post("/api/executions/" + first + "/retry").expect(202);
    assertThat(again.text("/mode")).isEqualTo("incremental");
    assertThat(again.text("/sync_id")).isNotEqualTo(first);
    assertThat(
            sample.count(
                "select count(*) from run where tenant = :tenant"
                    + " and request -> 'ids' ->> 0 = '7' and trigger = 'retry'"))
        .isEqualTo(1);
    sample.endRuns();
    caller.delete("/api/tasks/all-orders").expect(204);
    caller.post("/api/executions/" + first + "/retry").expectError(404, "NOT_FOUND");
  }
}
