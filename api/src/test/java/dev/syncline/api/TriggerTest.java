package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Caller.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerTest {
  private final ApiServer server = ApiServer.shared();
  private final Caller caller = server.newTenant();
  private final Sample sample = Sample.of(server, caller);

  @BeforeEach
  void aTask() {
    Sample.task(caller, "shop", "all-orders", "orders");
  }

  @Test
  void queuesARunAndPointsAtIt() {
    Reply reply = caller.post("/api/sync/orders", "{\"mode\":\"incremental\"}").expect(202);
    assertThat(reply.text("/status")).isEqualTo("queued");
    assertThat(reply.text("/mode")).isEqualTo("incremental");
    assertThat(reply.text("/entity")).isEqualTo("orders");
    assertThat(reply.text("/started_at")).endsWith("Z");
    String id = reply.text("/sync_id");
    assertThat(reply.header("Location")).isEqualTo("/api/sync/status/" + id);
    assertThat(caller.get(reply.header("Location")).expect(200).text("/sync_id")).isEqualTo(id);
  }

  @Test
  void needsNoBody() {
    Reply reply = caller.post("/api/sync/orders").expect(202);
    assertThat(reply.text("/mode")).isEqualTo("full");
  }

  @Test
  void takesWhatTheRequirementSends() {
    caller
        .post(
            "/api/sync/orders",
            """
            {"mode":"full","dry_run":false,"filters":{"status":["completed","processing"]},
             "idempotency_key":"sync-orders-2026-01-18"}
            """)
        .expect(202);
    Reply run = caller.get("/api/sync/status/sync-orders-2026-01-18").expect(200);
    assertThat(run.text("/idempotency_key")).isEqualTo("sync-orders-2026-01-18");
  }

  @Test
  void takesCamelCaseToo() {
    caller
        .post(
            "/api/sync/orders",
            """
            {"dryRun":true,"idempotencyKey":"k","ids":["a",7],
             "filters":{"dateRange":{"start":"2026-01-01","end":"2026-02-01T00:00:00+01:00"}}}
            """)
        .expect(202);
    assertThat(caller.get("/api/sync/status/k").expect(200).at("/dry_run").asBoolean()).isTrue();
    assertThat(
            sample.count(
                """
                select count(*) from run where tenant = :tenant
                  and request ->> 'start' = '2026-01-01T00:00:00Z'
                  and request ->> 'end' = '2026-01-31T23:00:00Z'
                  and request -> 'ids' ->> 1 = '7'
                """))
        .isEqualTo(1);
  }

  @Test
  void ofManyAtOnceExactlyOneStarts() {
    List<CompletableFuture<Reply>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(caller.sendAsync("POST", "/api/sync/orders", "{}"));
    }
    List<Reply> replies = calls.stream().map(CompletableFuture::join).toList();
    List<Reply> accepted = replies.stream().filter(reply -> reply.status() == 202).toList();
    assertThat(accepted).hasSize(1);
    String winner = accepted.get(0).text("/sync_id");
    for (Reply reply : replies) {
      if (reply.status() != 202) {
        reply.expectError(409, "SYNC_IN_PROGRESS");
        assertThat(reply.text("/error/details/sync_id")).isEqualTo(winner);
      }
    }
    assertThat(caller.get("/api/sync/status").at("/total").asInt()).isEqualTo(1);
  }

  @Test
  void aKeyServesOnceAlsoAfterTheRunHasEnded() {
    String body = "{\"idempotency_key\":\"once\"}";
    String first = caller.post("/api/sync/orders", body).expect(202).text("/sync_id");
    Reply again = caller.post("/api/sync/orders", body).expectError(409, "DUPLICATE_REQUEST");
    assertThat(again.text("/error/details/sync_id")).isEqualTo(first);
  }

  @Test
  void aRefusalDoesNotUseUpTheKey() {
    caller.post("/api/sync/orders").expect(202);
    String body = "{\"idempotency_key\":\"later\"}";
    caller.post("/api/sync/orders", body).expectError(409, "SYNC_IN_PROGRESS");
    caller.get("/api/sync/status/later").expectError(404, "NOT_FOUND");
  }

  @Test
  void keysAreTheTenantsOwn() {
    String body = "{\"idempotency_key\":\"mine\"}";
    caller.post("/api/sync/orders", body).expect(202);
    Caller other = server.newTenant();
    Sample.task(other, "shop", "all-orders", "orders");
    other.post("/api/sync/orders", body).expect(202);
  }

  @Test
  void severalTasksOfAnEntityHaveAParent() {
    Sample.furtherTask(caller, "shop", "old-orders", "orders");
    String id = caller.post("/api/sync/orders").expect(202).text("/sync_id");
    Reply run = caller.get("/api/sync/status/" + id).expect(200);
    assertThat(run.at("/runs").size()).isEqualTo(2);
    assertThat(caller.get("/api/sync/status").at("/total").asInt()).isEqualTo(1);
  }

  @Test
  void oneTaskOfSeveralCanBeNamed() {
    Sample.furtherTask(caller, "shop", "old-orders", "orders");
    String id =
        caller.post("/api/sync/orders", "{\"task\":\"old-orders\"}").expect(202).text("/sync_id");
    assertThat(caller.get("/api/sync/status/" + id).text("/task")).isEqualTo("old-orders");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"mode\":\"partial\"}",
        "{\"mode\":1}",
        "{\"dry_run\":\"yes\"}",
        "{\"ids\":\"a\"}",
        "{\"ids\":[\"\"]}",
        "{\"ids\":[true]}",
        "{\"filters\":[]}",
        "{\"filters\":{\"date_range\":{\"start\":\"yesterday\"}}}",
        "{\"filters\":{\"date_range\":{\"start\":\"2026-02-01\",\"end\":\"2026-01-01\"}}}",
        "{\"idempotency_key\":\"\"}",
        "{\"idempotency_key\":\"a\\u0000b\"}",
        "{\"dry_run\":true,\"dryRun\":true}",
        "{\"dry_run\":true,\"dry_run\":true}",
        "{\"mode\":\"full\"} trailing",
        "[]",
        "\"full\"",
        "null",
        "{\"mode\":"
      })
  void refusesWhatIsNotARequest(String body) {
    caller.post("/api/sync/orders", body).expectError(400, "INVALID_REQUEST");
  }

  @Test
  void namesTheNearestKnownKey() {
    Reply reply =
        caller.post("/api/sync/orders", "{\"dry_rum\":true}").expectError(400, "INVALID_REQUEST");
    assertThat(reply.text("/error/message")).contains("'dry_rum'").contains("'dry_run'");
    reply =
        caller
            .post("/api/sync/orders", "{\"filters\":{\"state\":[]}}")
            .expectError(400, "INVALID_REQUEST");
    assertThat(reply.text("/error/message")).contains("'state'").contains("'status'");
  }

  @Test
  void knowsItsEntities() {
    caller.post("/api/sync/unheard-of").expectError(400, "UNKNOWN_ENTITY");
    caller.post("/api/sync/status").expectError(400, "INVALID_REQUEST");
    caller.post("/api/sync/-bad").expectError(400, "INVALID_REQUEST");
    caller.post("/api/sync/orders", "{\"task\":\"nope\"}").expectError(404, "NOT_FOUND");
  }

  @Test
  void walksTheChainAndKeepsRefusalsInTheHistory() {
    caller.put("/api/connections/shop", "{\"connector\":\"csv\"}").expect(200);
    caller.post("/api/sync/orders").expectError(422, "NOT_CONFIGURED");
    caller.put("/api/connections/shop", "{\"connector\":\"csv\",\"enabled\":false}").expect(200);
    caller.post("/api/sync/orders").expectError(409, "NOT_ENABLED");
    Reply runs = caller.get("/api/sync/status?status=failed").expect(200);
    assertThat(runs.at("/total").asInt()).isEqualTo(2);
    assertThat(runs.text("/items/0/error_code")).isEqualTo("not_enabled");
  }

  @Test
  void aTwoWayTaskWalksTheChainOfEverySystemThatItReads() {
    caller
        .post("/api/connections", "{\"name\":\"books\",\"connector\":\"csv\",\"enabled\":false}")
        .expect(201);
    caller
        .post(
            "/api/tasks",
            """
            {"name":"both","entity":"people","source":{"connection":"shop"},"key":"id",
             "direction":"two_way","fields":{"name":"name"},
             "deliver":[{"connection":"books","resource":"people","key":"id",
               "fields":{"name":"name"}}]}
            """)
        .expect(201);
    Reply refused = caller.post("/api/sync/people").expectError(409, "NOT_ENABLED");
    assertThat(refused.text("/error/message")).contains("'books'");
    assertThat(caller.get("/api/sync/status?entity=people").text("/items/0/error_type"))
        .isEqualTo("not_enabled");
  }

  @Test
  void asksBeforeManyExistingRecordsAreOverwritten() {
    UUID run = sample.run("orders", "completed", 11, 0, 0);
    IntStream.range(0, 11).forEach(i -> sample.record(run, "orders", "shop", "o" + i, "{}"));
    String ids =
        IntStream.range(0, 12).mapToObj(i -> "\"o" + i + "\"").collect(Collectors.joining(","));
    Reply refused =
        caller
            .post("/api/sync/orders", "{\"ids\":[" + ids + "]}")
            .expectError(400, "CONFIRMATION_REQUIRED");
    assertThat(refused.at("/error/details/existing").asInt()).isEqualTo(11);
    assertThat(refused.at("/error/details/new").asInt()).isEqualTo(1);
    caller.post("/api/sync/orders", "{\"ids\":[" + ids + "],\"confirm\":true}").expect(202);
    sample.endRuns();
    caller
        .post("/api/tasks/all-orders/trigger", "{\"ids\":[" + ids + "]}")
        .expectError(400, "CONFIRMATION_REQUIRED");
  }
}
