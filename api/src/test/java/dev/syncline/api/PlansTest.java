package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Caller.Reply;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Plans and approvals over HTTP; what applying does is tested with a worker. */
class PlansTest {
  private final ApiServer server = ApiServer.shared();
  private final Caller caller = server.newTenant();
  private final Sample sample = Sample.of(server, caller);

  /** A dry run that would create, update and delete a record and fail one. */
  private UUID plan(String status, boolean dryRun, int updates) {
    UUID run = sample.run("orders", dryRun ? "completed" : "waiting_approval", 0, 0, 0);
    sample.sql(
        """
        update run r set dry_run = %s, task = 'orders',
          definition = (select definition from task t where t.tenant = r.tenant and name = 'orders'),
          error = %s, completed_at = %s
        where tenant = :tenant and sync_id = '%s'
        """
            .formatted(dryRun, dryRun ? "null" : "'too much'", dryRun ? "now()" : "null", run));
    sample.sql(
        """
        insert into plan (tenant, sync_id, task, entity, connection, resource, dry_run, status,
          windows, summary, reasons)
        values (:tenant, '%s', 'orders', 'orders', 'shop', '', %s, '%s', 1,
          '{"create":1,"update":%d,"delete":0,"merge":0,"conflict":0,"unchanged":4,"fail":1}',
          array['too much'])
        """
            .formatted(run, dryRun, status, updates));
    sample.sql(
        """
        insert into plan_row (tenant, sync_id, window_no, kind, seq, state, external_id, op, before,
          data, place, message, record_id, stood_hash, stands)
        values
          (:tenant, '%1$s', 1, 'O', 1, 'M', 'o-1', 'C', null, '{"total":1}', null, null,
            gen_random_uuid(), null, null),
          (:tenant, '%1$s', 1, 'O', 2, 'M', 'o-2', 'U', null, null, null, null, null, null, null),
          (:tenant, '%1$s', 1, 'O', 3, 'F', 'o-3', null, null, null, 'line 7', 'total is no number',
            null, null, null)
        """
            .formatted(run));
    return run;
  }

  @Test
  void aPlanIsShownItemByItem() {
    Sample.task(caller, "shop", "orders", "orders");
    UUID run = plan("ready", true, 3);

    Reply plan = caller.get("/api/plans/" + run).expect(200);

    assertThat(plan.text("/plan_id")).isEqualTo(run.toString());
    assertThat(plan.at("/summary").propertyNames())
        .containsExactly("create", "update", "delete", "merge", "conflict", "unchanged", "fail");
    assertThat(plan.at("/summary/update").asInt()).isEqualTo(3);
    assertThat(plan.at("/summary/unchanged").asInt()).isEqualTo(4);
    assertThat(plan.at("/summary/fail").asInt()).isEqualTo(1);
    assertThat(plan.at("/total").asInt()).isEqualTo(2);
    assertThat(plan.text("/items/0/operation")).isEqualTo("create");
    assertThat(plan.text("/items/0/external_id")).isEqualTo("o-1");
    assertThat(plan.text("/items/0/fields/0/field")).isEqualTo("total");
    assertThat(plan.at("/items/0/fields/0/before").isNull()).isTrue();
    assertThat(plan.at("/items/0/fields/0/after").asInt()).isEqualTo(1);
    assertThat(plan.text("/items/1/message")).isEqualTo("line 7: total is no number");
    Reply page = caller.get("/api/plans/" + run + "?limit=1&offset=1").expect(200);
    assertThat(page.text("/items/0/operation")).isEqualTo("fail");
    assertThat(page.at("/items").size()).isEqualTo(1);
    Reply fails = caller.get("/api/plans/" + run + "?operation=fail").expect(200);
    assertThat(fails.at("/total").asInt()).isEqualTo(1);
    caller.get("/api/plans/" + run + "?operation=explode").expectError(400, "INVALID_REQUEST");
  }

  @Test
  void aPlanOfSeveralSystemsSaysWhatMeetsAndWhatIsWrittenWhere() {
    Sample.task(caller, "shop", "orders", "orders");
    UUID run = plan("ready", true, 1);
    sample.sql(
        """
        update plan set windows = 2, leg_ends = '{1,2}', leg_connections = '{shop,books}',
          leg_resources = '{orders,Invoice}', deliveries =
            '[{"connection":"books","resource":"Invoice","create":1,"update":0,"delete":0}]'
        where tenant = :tenant and sync_id = '%1$s'
        """
            .formatted(run));
    sample.sql(
        """
        insert into plan_row (tenant, sync_id, window_no, kind, seq, state, external_id, op, before,
          record_id, leg, open)
        values (:tenant, '%1$s', 2, 'O', 1, 'M', 'i-1', 'V', '{"total":1}', gen_random_uuid(), 1,
          '[{"field":"total","base":0,"record":1,"incoming":2,"chosen":null,"strategy":"manual"}]')
        """
            .formatted(run));
    sample.sql(
        """
        insert into plan_delivery (tenant, sync_id, window_no, kind, seq, leg, connection, resource,
          operation, fields)
        values (:tenant, '%s', 1, 'O', 1, 1, 'books', 'Invoice', 'create', '{total}')
        """
            .formatted(run));

    Reply plan = caller.get("/api/plans/" + run).expect(200);

    assertThat(plan.at("/deliveries/0/create").asInt()).isOne();
    assertThat(plan.text("/items/0/connection")).isEqualTo("shop");
    assertThat(plan.at("/items/0/deliveries").toString())
        .isEqualTo(
            "[{\"connection\":\"books\",\"resource\":\"Invoice\",\"external_id\":null,"
                + "\"operation\":\"create\",\"fields\":[\"total\"]}]");
    assertThat(plan.at("/items/0/conflicts").isEmpty()).isTrue();
    String conflict = "/items/2";
    assertThat(plan.text(conflict + "/operation")).isEqualTo("conflict");
    assertThat(plan.text(conflict + "/connection")).isEqualTo("books");
    assertThat(plan.at(conflict + "/fields").toString())
        .isEqualTo("[{\"field\":\"total\",\"before\":1,\"after\":1}]");
    assertThat(plan.at(conflict + "/conflicts/0/base").asInt(-1)).isZero();
    assertThat(plan.at(conflict + "/conflicts/0/source").asInt()).isEqualTo(1);
    assertThat(plan.at(conflict + "/conflicts/0/target").asInt()).isEqualTo(2);
    assertThat(plan.at(conflict + "/conflicts/0/chosen").isNull()).isTrue();
    JsonNode schemas = caller.get("/v3/api-docs").expect(200).at("/components/schemas");
    assertThat(schemas.at("/PlannedRecord/properties").propertyNames())
        .contains("external_id", "operation", "fields", "connection", "conflicts", "deliveries");
    assertThat(schemas.at("/PlannedDelivery/properties").propertyNames())
        .contains("connection", "resource", "external_id", "operation", "fields");
  }

  @Test
  void whatHasNoPlanIsNotFound() {
    UUID run = sample.run("orders", "completed", 1, 0, 0);
    caller.get("/api/plans/" + run).expectError(404, "NOT_FOUND");
    caller.post("/api/plans/" + run + "/apply", "{}").expectError(404, "NOT_FOUND");
    caller.get("/api/plans/nope").expectError(404, "NOT_FOUND");
    caller.post("/api/plans/nope/apply", "{}").expectError(404, "NOT_FOUND");
  }

  @Test
  void applyingAPlanQueuesARun() {
    Sample.task(caller, "shop", "orders", "orders");
    UUID run = plan("ready", true, 0);

    Reply queued = caller.post("/api/plans/" + run + "/apply").expect(202);

    assertThat(queued.text("/status")).isEqualTo("queued");
    assertThat(queued.text("/sync_id")).isNotEqualTo(run.toString());
    caller
        .post("/api/plans/" + run + "/apply", "{\"confirm\":true}")
        .expectError(409, "SYNC_IN_PROGRESS");
    sample.endRuns();
  }

  @Test
  void overwritingManyNeedsConfirmation() {
    Sample.task(caller, "shop", "orders", "orders");
    UUID run = plan("ready", true, 11);

    Reply refused =
        caller.post("/api/plans/" + run + "/apply", "{}").expectError(400, "CONFIRMATION_REQUIRED");

    assertThat(refused.at("/error/details/update").asInt()).isEqualTo(11);
    caller.post("/api/plans/" + run + "/apply", "{\"confirm\":true}").expect(202);
    sample.endRuns();
  }

  @Test
  void aPlanThatWasUsedOrWhoseTaskChangedIsStale() {
    Sample.task(caller, "shop", "orders", "orders");
    UUID applied = plan("applied", true, 0);
    caller.post("/api/plans/" + applied + "/apply", "{}").expectError(409, "PLAN_STALE");
    UUID ready = plan("ready", true, 0);
    sample.sql(
        "update task set definition = '{\"entity\":\"orders\",\"key\":\"other\"}'"
            + " where tenant = :tenant");
    caller.post("/api/plans/" + ready + "/apply", "{}").expectError(409, "PLAN_STALE");
  }

  @Test
  void waitingRunsAreListedApprovedAndRejected() {
    Sample.task(caller, "shop", "orders", "orders");
    UUID run = plan("waiting", false, 0);

    Reply list = caller.get("/api/approvals").expect(200);
    assertThat(list.at("/total").asInt()).isEqualTo(1);
    assertThat(list.text("/items/0/sync_id")).isEqualTo(run.toString());
    assertThat(list.text("/items/0/status")).isEqualTo("waiting_approval");
    assertThat(list.text("/items/0/reasons/0")).isEqualTo("too much");
    assertThat(list.at("/items/0/summary/create").asInt()).isEqualTo(1);
    caller.get("/api/plans/" + run).expect(200);

    Reply approved = caller.post("/api/approvals/" + run + "/approve").expect(202);
    assertThat(approved.text("/sync_id")).isEqualTo(run.toString());
    assertThat(approved.text("/status")).isEqualTo("queued");
    assertThat(caller.get("/api/approvals").at("/total").asInt(-1)).isZero();
    caller.post("/api/approvals/" + run + "/approve").expectError(409, "NOT_WAITING");
    sample.endRuns();

    UUID other = plan("waiting", false, 0);
    Reply rejected = caller.post("/api/approvals/" + other + "/reject").expect(200);
    assertThat(rejected.text("/status")).isEqualTo("cancelled");
    assertThat(rejected.text("/error_code")).isEqualTo("REJECTED");
    caller.post("/api/approvals/" + other + "/reject").expectError(409, "NOT_WAITING");
    caller.post("/api/approvals/" + UUID.randomUUID() + "/reject").expectError(404, "NOT_FOUND");
  }

  @Test
  void aRunThatWaitsCanBeCancelledLikeAnyOther() {
    Sample.task(caller, "shop", "orders", "orders");
    UUID run = plan("waiting", false, 0);

    caller.post("/api/sync/status/" + run + "/cancel").expect(202);

    assertThat(caller.get("/api/sync/status/" + run).text("/status")).isEqualTo("cancelled");
    assertThat(caller.get("/api/approvals").at("/total").asInt(-1)).isZero();
  }

  @Test
  void anApprovalWaitsForTheRunThatHasTheEntity() {
    Sample.task(caller, "shop", "orders", "orders");
    UUID run = plan("waiting", false, 0);
    String busy = caller.post("/api/sync/orders", "{}").expect(202).text("/sync_id");

    Reply refused =
        caller.post("/api/approvals/" + run + "/approve").expectError(409, "SYNC_IN_PROGRESS");

    assertThat(refused.text("/error/details/sync_id")).isEqualTo(busy);
    assertThat(caller.get("/api/sync/status/" + run).text("/status")).isEqualTo("waiting_approval");
    sample.endRuns();
  }
}
