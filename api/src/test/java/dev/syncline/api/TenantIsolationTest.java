package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class TenantIsolationTest {
  private final ApiServer server = ApiServer.shared();
  private final Caller owner = server.newTenant();
  private final Caller stranger = server.newTenant();
  private final Sample sample = Sample.of(server, owner);

  @Test
  void nobodySeesWhatIsAnothers() {
    Sample.task(owner, "shop", "all-orders", "orders");
    owner.post("/api/v1/projects", "{\"name\":\"Docs\",\"path\":\"/srv\"}").expect(201);
    UUID run = sample.run("orders", "completed", 1, 0, 0);
    sample.sql("update run set dry_run = true, idempotency_key = 'k' where tenant = :tenant");
    sample.sql(
        """
        insert into plan (tenant, sync_id, task, entity, connection, resource, dry_run, status,
          windows, summary, reasons)
        values (:tenant, '%s', 'all-orders', 'orders', 'shop', '', true, 'ready', 1,
          '{"create":1,"update":0,"delete":0,"merge":0,"conflict":0,"unchanged":0,"fail":0}', '{}')
        """
            .formatted(run));
    UUID record = sample.record(run, "orders", "shop", "o-1", "{}");
    sample.conflict(run, "orders", record, 1, "shop", "o-1");
    String conflict = owner.get("/api/conflicts").expect(200).text("/items/0/id");
    UUID failure = sample.failure(run, "all-orders", "orders", "o-2");
    String[] lists = {
      "/api/sync/status",
      "/api/sync/failures",
      "/api/connections",
      "/api/tasks",
      "/api/v1/projects",
      "/api/records/orders",
      "/api/id-map",
      "/api/conflicts"
    };
    for (String list : lists) {
      assertThat(owner.get(list).expect(200).at("/total").asInt()).as(list).isEqualTo(1);
      assertThat(stranger.get(list).expect(200).at("/total").asInt()).as(list).isZero();
      assertThat(stranger.get(list).at("/items").size()).as(list).isZero();
    }
    String[] members = {
      "/api/sync/status/" + run,
      "/api/sync/status/k",
      "/api/executions/" + run,
      "/api/plans/" + run,
      "/api/sync/failures/" + failure,
      "/api/connections/shop",
      "/api/tasks/all-orders",
      "/api/v1/projects/docs",
      "/api/v1/projects/docs/documents",
      "/api/records/orders/" + record,
      "/api/conflicts/" + conflict
    };
    for (String member : members) {
      owner.get(member).expect(200);
      stranger.get(member).expectError(404, "NOT_FOUND");
    }
    stranger.get("/api/events?sync_id=" + run).expectError(404, "NOT_FOUND");
    stranger.post("/api/sync/failures/" + failure + "/ignore").expectError(404, "NOT_FOUND");
    stranger
        .post("/api/conflicts/" + conflict + "/resolve", "{\"fields\":{}}")
        .expectError(404, "NOT_FOUND");
    stranger.post("/api/conflicts/" + conflict + "/undo").expectError(404, "NOT_FOUND");
    stranger.post("/api/executions/" + run + "/retry").expectError(404, "NOT_FOUND");
    stranger.post("/api/sync/status/" + run + "/cancel").expectError(404, "NOT_FOUND");
    stranger.delete("/api/connections/shop").expectError(404, "NOT_FOUND");
    stranger.post("/api/sync/orders").expectError(400, "UNKNOWN_ENTITY");
    assertThat(stranger.post("/api/sync/retry").expect(202).at("/queued").asInt(-1)).isZero();
  }
}
