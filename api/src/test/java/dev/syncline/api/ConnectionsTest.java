package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Caller.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionsTest {
  private static final String SHOP =
      """
      {"name":"shop","connector":"csv","settings":{"path":"/data/shop"},
       "credentials":{"token":"s3cr3t-t0ken"}}
      """;
  private final ApiServer server = ApiServer.shared();
  private final Caller caller = server.newTenant();
  private final Sample sample = Sample.of(server, caller);

  @Test
  void credentialsGoInAndNeverComeOut() {
    Reply created = caller.post("/api/connections", SHOP).expect(201);
    assertThat(created.header("Location")).isEqualTo("/api/connections/shop");
    for (Reply reply :
        new Reply[] {
          created,
          caller.get("/api/connections/shop").expect(200),
          caller.get("/api/connections").expect(200),
          caller.post("/api/connections/shop/test").expect(200)
        }) {
      assertThat(reply.response().body()).doesNotContain("s3cr3t");
    }
    assertThat(created.text("/credential_names/0")).isEqualTo("token");
    assertThat(created.text("/status")).isEqualTo("ready");
    assertThat(
            sample.count(
                "select count(*) from connection where tenant = :tenant"
                    + " and position('s3cr3t'::bytea in credentials) > 0"))
        .isZero();
  }

  @Test
  void replacingKeepsReplacesOrRemovesCredentials() {
    caller.post("/api/connections", SHOP).expect(201);
    String plain = "{\"connector\":\"csv\",\"settings\":{\"path\":\"/data/other\"}%s}";
    Reply kept = caller.put("/api/connections/shop", plain.formatted("")).expect(200);
    assertThat(kept.at("/credential_names").size()).isEqualTo(1);
    assertThat(kept.text("/settings/path")).isEqualTo("/data/other");
    Reply removed =
        caller.put("/api/connections/shop", plain.formatted(",\"credentials\":null")).expect(200);
    assertThat(removed.at("/credential_names").size()).isZero();
    Reply set =
        caller
            .put(
                "/api/connections/shop",
                plain.formatted(",\"credentials\":{\"token\":\"n3w-s3cr3t\"}"))
            .expect(200);
    assertThat(set.at("/credential_names").size()).isEqualTo(1);
    assertThat(set.response().body()).doesNotContain("n3w-s3cr3t");
  }

  @Test
  void whatIsShownCanBeSentBack() {
    caller.post("/api/connections", SHOP).expect(201);
    String shown = caller.get("/api/connections/shop").response().body();
    Reply again = caller.put("/api/connections/shop", shown).expect(200);
    assertThat(again.at("/credential_names").size()).isEqualTo(1);
  }

  @Test
  void incompleteOnesAreStored() {
    Reply reply =
        caller.post("/api/connections", "{\"name\":\"shop\",\"connector\":\"csv\"}").expect(201);
    assertThat(reply.text("/status")).isEqualTo("not_configured");
    assertThat(reply.text("/problems/0")).contains("path");
    Reply test = caller.post("/api/connections/shop/test").expect(200);
    assertThat(test.at("/success").asBoolean(true)).isFalse();
    assertThat(test.text("/error_type")).isEqualTo("not_configured");
  }

  @Test
  void testsWalkTheWholeChain() {
    caller.post("/api/connections", SHOP).expect(201);
    assertThat(caller.post("/api/connections/shop/test").at("/success").asBoolean()).isTrue();
    caller
        .put(
            "/api/connections/shop",
            "{\"connector\":\"csv\",\"settings\":{\"path\":\"/d\",\"encoding\":\"down\"}}")
        .expect(200);
    Reply down = caller.post("/api/connections/shop/test").expect(200);
    assertThat(down.text("/error_type")).isEqualTo("execution_error");
    assertThat(down.text("/message")).contains("the system is down");
    caller.put("/api/connections/shop", "{\"connector\":\"csv\",\"enabled\":false}").expect(200);
    assertThat(caller.post("/api/connections/shop/test").text("/error_type"))
        .isEqualTo("not_enabled");
    caller.post("/api/connections/nope/test").expectError(404, "NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":7,\"connector\":\"csv\"}",
        "{\"name\":\"a b\",\"connector\":\"csv\"}",
        "{\"name\":\"shop\"}",
        "{\"name\":\"shop\",\"connector\":\"cvs\"}",
        "{\"name\":\"shop\",\"connector\":\"csv\",\"enabled\":\"yes\"}",
        "{\"name\":\"shop\",\"connector\":\"csv\",\"setings\":{}}",
        "{\"name\":\"shop\",\"connector\":\"csv\",\"settings\":{\"pth\":\"/x\"}}",
        "{\"name\":\"shop\",\"connector\":\"csv\",\"settings\":{\"path\":\"relative\"}}",
        "{\"name\":\"shop\",\"connector\":\"csv\",\"settings\":{\"path\":\"${env:HOME}\"}}",
        "{\"name\":\"shop\",\"connector\":\"csv\",\"settings\":{\"encoding\":\"${env:HOME}\"}}",
        "{\"name\":\"shop\",\"connector\":\"csv\",\"credentials\":{\"token\":\"${file:/etc/x}\"}}",
        "{\"name\":\"shop\",\"connector\":\"csv\",\"credentials\":{\"tokn\":\"x\"}}",
        "{\"name\":\"shop\",\"connector\":\"csv\",\"credentials\":[\"token\"]}"
      })
  void refusesWhatIsNotAConnection(String body) {
    caller.post("/api/connections", body).expectError(400, "INVALID_REQUEST");
  }

  @Test
  void namesAreGivenOnce() {
    caller.post("/api/connections", SHOP).expect(201);
    caller.post("/api/connections", SHOP).expectError(409, "NAME_TAKEN");
    caller.get("/api/connections/nope").expectError(404, "NOT_FOUND");
    caller.put("/api/connections/nope", "{\"connector\":\"csv\"}").expectError(404, "NOT_FOUND");
    caller.delete("/api/connections/nope").expectError(404, "NOT_FOUND");
    caller
        .put("/api/connections/shop", "{\"name\":\"other\",\"connector\":\"csv\"}")
        .expectError(400, "INVALID_REQUEST");
  }

  @Test
  void thoseInUseStay() {
    Sample.task(caller, "crm", "people", "customers");
    Reply reply = caller.delete("/api/connections/crm").expectError(409, "IN_USE");
    assertThat(reply.text("/error/details/tasks/0")).isEqualTo("people");
    caller.delete("/api/tasks/people").expect(204);
    caller.delete("/api/connections/crm").expect(204);
    caller.get("/api/connections/crm").expectError(404, "NOT_FOUND");
  }

  @Test
  void thoseOfASyncFileAreReadOnly() {
    caller.post("/api/connections", SHOP).expect(201);
    sample.sql("update connection set managed_by = 'file:/x/shop.yaml' where tenant = :tenant");
    caller.delete("/api/connections/shop").expectError(409, "MANAGED_BY_FILE");
    caller.post("/api/connections", SHOP).expectError(409, "MANAGED_BY_FILE");
    caller
        .put("/api/connections/shop", "{\"connector\":\"csv\"}")
        .expectError(409, "MANAGED_BY_FILE");
    assertThat(caller.get("/api/connections/shop").text("/managed_by"))
        .isEqualTo("file:/x/shop.yaml");
  }

  @Test
  void syncsAllThatAreEnabled() {
    Sample.task(caller, "shop", "all-orders", "orders");
    Sample.furtherTask(caller, "shop", "all-products", "products");
    caller.post("/api/connections", "{\"name\":\"empty\",\"connector\":\"csv\"}").expect(201);
    caller
        .post("/api/connections", "{\"name\":\"off\",\"connector\":\"csv\",\"enabled\":false}")
        .expect(201);
    Reply reply = caller.post("/api/sync").expect(202);
    assertThat(reply.at("/summary/total").asInt()).isEqualTo(2);
    assertThat(reply.at("/summary/succeeded").asInt()).isEqualTo(1);
    assertThat(reply.at("/summary/failed").asInt()).isEqualTo(1);
    assertThat(reply.at("/summary/by_error_type/not_configured").asInt()).isEqualTo(1);
    assertThat(reply.text("/results/0/connection")).isEqualTo("empty");
    assertThat(reply.text("/results/0/error_type")).isEqualTo("not_configured");
    assertThat(reply.at("/results/1/sync_ids").size()).isEqualTo(2);
    Reply again = caller.post("/api/sync").expect(202);
    assertThat(again.text("/results/1/error_type")).isEqualTo("execution_error");
  }

  @Test
  void tasksOfOneEntityRunAsOneFlowWhicheverConnectionsTheyReadFrom() {
    Sample.task(caller, "shop", "shop-people", "people");
    caller
        .post(
            "/api/connections",
            "{\"name\":\"web\",\"connector\":\"csv\",\"settings\":{\"path\":\"/w\"}}")
        .expect(201);
    Sample.furtherTask(caller, "web", "web-people", "people");

    Reply all = caller.post("/api/sync").expect(202);

    assertThat(all.at("/summary/succeeded").asInt()).isEqualTo(2);
    assertThat(all.at("/results/0/sync_ids").size()).isEqualTo(1);
    assertThat(all.at("/results/1/sync_ids")).isEqualTo(all.at("/results/0/sync_ids"));
    assertThat(caller.get("/api/sync/status?entity=people").expect(200).at("/total").asInt())
        .as("the flow; its tasks are begun by it")
        .isEqualTo(1);
  }

  @Test
  void anUnreachableSystemIsAResultAndStopsNoOther() {
    Sample.task(caller, "shop", "all-orders", "orders");
    caller
        .post(
            "/api/connections",
            "{\"name\":\"dead\",\"connector\":\"csv\",\"settings\":{\"path\":\"/d\",\"encoding\":\"down\"}}")
        .expect(201);
    Sample.furtherTask(caller, "dead", "dead-orders", "dead-orders");
    Reply all = caller.post("/api/sync").expect(202);
    assertThat(all.at("/summary/succeeded").asInt()).isEqualTo(1);
    assertThat(all.at("/summary/by_error_type/execution_error").asInt()).isEqualTo(1);
    Reply one = caller.post("/api/connections/dead/sync").expect(202);
    assertThat(one.at("/results/0/success").asBoolean(true)).isFalse();
    assertThat(one.text("/results/0/error_type")).isEqualTo("execution_error");
    assertThat(one.text("/results/0/message")).contains("the system is down");
    Reply runs = caller.get("/api/sync/status?entity=dead-orders").expect(200);
    assertThat(runs.at("/total").asInt()).isEqualTo(2);
    assertThat(runs.text("/items/0/status")).isEqualTo("failed");
    assertThat(runs.text("/items/0/error_code")).isEqualTo("execution_error");
  }

  @Test
  void aConnectorThatBreaksStopsNoOther() {
    Sample.task(caller, "shop", "all-orders", "orders");
    caller
        .post(
            "/api/connections",
            "{\"name\":\"odd\",\"connector\":\"csv\",\"settings\":{\"path\":\"/d\",\"encoding\":\"defect\"}}")
        .expect(201);
    Reply all = caller.post("/api/sync").expect(202);
    assertThat(all.at("/summary/succeeded").asInt()).isEqualTo(1);
    assertThat(all.text("/results/0/error_type")).isEqualTo("execution_error");
    assertThat(all.response().body()).doesNotContain("a defect of the connector");
  }

  @Test
  void refusalsSayTheSameWordsInHistoryRunAndEvents() {
    caller.post("/api/connections/nope/sync").expectError(404, "NOT_FOUND");
    caller
        .post("/api/connections", "{\"name\":\"off\",\"connector\":\"csv\",\"enabled\":false}")
        .expect(201);
    caller.post("/api/connections/off/sync").expectError(409, "NOT_ENABLED");
    caller.post("/api/connections", "{\"name\":\"half\",\"connector\":\"csv\"}").expect(201);
    caller.post("/api/connections/half/sync").expectError(422, "NOT_CONFIGURED");
    Reply runs = caller.get("/api/sync/status?status=failed").expect(200);
    List<String> words = List.of("not_configured", "not_enabled", "not_found");
    assertThat(runs.at("/total").asInt()).isEqualTo(words.size());
    for (int i = 0; i < words.size(); i++) {
      assertThat(runs.text("/items/" + i + "/error_type")).isEqualTo(words.get(i));
      assertThat(runs.at("/items/" + i + "/total_records").isNull()).isTrue();
      String id = runs.text("/items/" + i + "/sync_id");
      Reply run = caller.get("/api/sync/status/" + id).expect(200);
      assertThat(run.text("/error_type")).isEqualTo(words.get(i));
      assertThat(run.text("/errors/0/code")).isEqualTo(words.get(i));
      assertThat(run.at("/progress/total_records").isNull()).isTrue();
      assertThat(caller.get("/api/events?sync_id=" + id).expect(200).response().body())
          .contains("\"error_type\":\"" + words.get(i) + "\"")
          .doesNotContain("sync.records.fetched");
      caller.post("/api/executions/" + id + "/retry").expectError(404, "NOT_FOUND");
    }
  }

  @Test
  void syncsOne() {
    caller.post("/api/connections/nope/sync").expectError(404, "NOT_FOUND");
    Sample.task(caller, "shop", "all-orders", "orders");
    Reply reply = caller.post("/api/connections/shop/sync").expect(202);
    assertThat(reply.at("/results/0/success").asBoolean()).isTrue();
    String id = reply.text("/results/0/sync_ids/0");
    assertThat(reply.header("Location")).isEqualTo("/api/sync/status/" + id);
    caller.post("/api/connections/shop/sync").expectError(409, "SYNC_IN_PROGRESS");
    sample.endRuns();
    caller.put("/api/connections/shop", "{\"connector\":\"csv\",\"enabled\":false}").expect(200);
    caller.post("/api/connections/shop/sync").expectError(409, "NOT_ENABLED");
    caller.put("/api/connections/shop", "{\"connector\":\"csv\"}").expect(200);
    caller.post("/api/connections/shop/sync").expectError(422, "NOT_CONFIGURED");
  }
}
