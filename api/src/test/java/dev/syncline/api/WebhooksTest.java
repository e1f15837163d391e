package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connectors.spi.Signatures;
import dev.syncline.control.webhook.Rereading;
import dev.syncline.store.webhook.PendingResource;
import dev.syncline.workflows.webhook.WebhookStep;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WebhooksTest {
  private static final String SECRET = "s3cret-of-the-shop";

  private final ApiServer server = ApiServer.shared();
  private final Caller caller = server.newTenant();
  private final Sample sample = Sample.of(server, caller);
  private final Rereading rereading = server.bean(Rereading.class);
  private final PendingResource orders = new PendingResource(caller.tenant, "shop", "orders");

  @BeforeEach
  void aShopThatCalls() {
    shop(
        "\"scheme\":\"hmac_sha256_base64\",\"signature_header\":\"X-Sig\",\"id_header\":\"X-Id\","
            + "\"resource\":{\"header\":\"X-Resource\",\"map\":{\"order\":\"orders\"}},"
            + "\"record_id\":\"data.id\"",
        "shop");
  }

  private void shop(String webhook, String name) {
    caller
        .post(
            "/api/connections",
            "{\"name\":\"%s\",\"connector\":\"http\",\"settings\":{\"base_url\":\"http://127.0.0.1:1\",\"webhook\":{%s}},\"credentials\":{\"webhook_secret\":\"%s\"}}"
                .formatted(name, webhook, SECRET))
        .expect(201);
    caller
        .post(
            "/api/tasks",
            "{\"name\":\"%1$s-orders\",\"entity\":\"%1$s-orders\",\"source\":{\"connection\":\"%1$s\",\"resource\":\"orders\"},\"key\":\"id\"}"
                .formatted(name))
        .expect(201);
  }

  private static String order(String id) {
    return "{\"data\":{\"id\":\"%s\"}}".formatted(id);
  }

  private static String signature(String body) {
    return Base64.getEncoder()
        .encodeToString(Signatures.hmacSha256(SECRET, body.getBytes(StandardCharsets.UTF_8)));
  }

  private Caller.Reply call(String delivery, String body) {
    return caller
        .without("X-Tenant-ID")
        .with("X-Sig", signature(body))
        .with("X-Id", delivery)
        .with("X-Resource", "order")
        .post("/api/webhooks/shop?tenant=" + caller.tenant, body);
  }

  private List<JsonNode> runs() {
    return caller.get("/api/sync/status").expect(200).at("/items").valueStream().toList();
  }

  private List<String> idsRead(JsonNode run) {
    return server.database.inTenant(
        caller.tenant,
        () ->
            server
                .database
                .sql()
                .sql(
                    "select json_array_elements_text(request -> 'ids') from run"
                        + " where sync_id = cast(? as uuid) order by 1")
                .param(run.at("/sync_id").asString())
                .query(String.class)
                .list());
  }

  private WebhookStep advance() {
    return rereading.advance(orders);
  }

  @Test
  void aCallIsTakenOnce() {
    Caller.Reply taken = call("d-1", order("7")).expect(202);
    assertThat(taken.at("/accepted").asBoolean()).isTrue();
    assertThat(taken.at("/duplicate").asBoolean(true)).isFalse();
    Caller.Reply again = call("d-1", order("7")).expect(200);
    assertThat(again.at("/accepted").asBoolean()).isTrue();
    assertThat(again.at("/duplicate").asBoolean()).isTrue();
    assertThat(call("d-2", order("7")).expect(202).at("/duplicate").asBoolean(true)).isFalse();
  }

  @Test
  void whoCannotSignIsRefused() {
    String path = "/api/webhooks/shop?tenant=" + caller.tenant;
    caller.post(path, order("1")).expectError(401, "BAD_SIGNATURE");
    caller
        .with("X-Sig", signature(order("2")))
        .post(path, order("1"))
        .expectError(401, "BAD_SIGNATURE");
    caller
        .with("X-Sig", signature("not json"))
        .post(path, "not json")
        .expectError(400, "INVALID_REQUEST");
    caller
        .post("/api/webhooks/nothing?tenant=" + caller.tenant, "{}")
        .expectError(404, "NOT_FOUND");
    caller.post("/api/webhooks/shop?tenant=other", order("1")).expectError(404, "NOT_FOUND");
    caller.post("/api/webhooks/shop?tenant=no/name", "{}").expectError(400, "INVALID_REQUEST");
    caller.post(path, "x".repeat(2 * 1024 * 1024 + 1)).expectError(413, "TOO_LARGE");
    caller.with("Origin", "https://evil.example").post(path, "{}").expectError(403, "FORBIDDEN");
    assertThat(sample.count("select count(*) from webhook_delivery where tenant = :tenant"))
        .isZero();
    assertThat(sample.count("select count(*) from webhook_pending where tenant = :tenant"))
        .isZero();
  }

  /** Signed, and still nothing that the database could keep. */
  @Test
  void anIdThatNoRecordCanHaveIsRefused() {
    call("d-1", order("a\\u0000b")).expectError(400, "INVALID_REQUEST");
    call("d-2", order("x".repeat(2001))).expectError(400, "INVALID_REQUEST");
    call("d-2", order("x".repeat(2000))).expect(202);
  }

  @Test
  void aFormIsVerifiedByItsBytes() {
    String form = "webhook_id=3&tenant=elsewhere";
    caller
        .with("Content-Type", "application/x-www-form-urlencoded")
        .with("X-Sig", signature(form))
        .post("/api/webhooks/shop?tenant=" + caller.tenant, form)
        .expectError(400, "INVALID_REQUEST"); // the signature is right, and it is no JSON
  }

  @Test
  void manyCallsBecomeOneRunOnTheirRecords() {
    for (int i = 0; i < 10; i++) {
      call("d-" + i, order("o-" + i % 5)).expect(202);
    }
    advance();
    assertThat(runs()).hasSize(1);
    assertThat(runs().get(0).at("/trigger").asString()).isEqualTo("webhook");
    assertThat(idsRead(runs().get(0))).containsExactly("o-0", "o-1", "o-2", "o-3", "o-4");
    sample.endRuns();
    advance();
    assertThat(advance().more()).isFalse();
    assertThat(runs()).hasSize(1);
  }

  @Test
  void aRepeatDuringTheReadLeadsToAnother() {
    call("d-1", order("7")).expect(202);
    advance();
    call("d-1", order("7")).expect(200);
    call("d-1", order("7")).expect(200);
    sample.endRuns();
    advance();
    advance();
    assertThat(runs()).as("the read may have come too early for the repeat").hasSize(2);
    sample.endRuns();
    advance();
    call("d-1", order("7")).expect(200);
    assertThat(advance().more()).as("what was read since is not read again").isFalse();
    assertThat(runs()).hasSize(2);
  }

  @Test
  void aCallDuringARunWaitsAndIsNotLost() {
    caller.post("/api/sync/shop-orders").expect(202);
    call("d-1", order("7")).expect(202);
    assertThat(advance().more()).isTrue();
    assertThat(runs()).hasSize(1);
    sample.endRuns();
    advance();
    assertThat(runs()).hasSize(2);
    call("d-2", order("8")).expect(202);
    assertThat(advance().more()).isTrue();
    assertThat(runs()).hasSize(2);
    sample.endRuns();
    advance();
    advance();
    assertThat(idsRead(runs().get(0))).containsExactly("8");
    sample.endRuns();
  }

  /** A worker that dies between starting the run and saying so. */
  @Test
  void aStepThatWasLostIsTakenAgain() {
    call("d-1", order("7")).expect(202);
    advance();
    sample.sql("update webhook_pending set sync_id = null where tenant = :tenant");
    advance();
    assertThat(runs()).hasSize(1);
    sample.endRuns();
    advance();
    assertThat(advance().more()).isFalse();
    assertThat(runs()).hasSize(1);
  }

  @Test
  void aReadThatFailsIsTriedAgainLaterAndNotForEver() {
    call("d-1", order("7")).expect(202);
    for (int attempt = 1; attempt <= 6; attempt++) {
      advance();
      sample.endRuns();
      sample.sql("update run set status = 'failed' where tenant = :tenant");
      advance();
      assertThat(advance().more()).as("not at once").isFalse();
      sample.sql(
          "update webhook_pending set due_at = now() where tenant = :tenant and due_at < 'infinity'");
    }
    assertThat(runs()).hasSize(5);
    call("d-2", order("7")).expect(202);
    advance();
    assertThat(runs()).as("a new call begins anew").hasSize(6);
    sample.endRuns();
  }

  @Test
  void aCallThatNamesNothingReadsWhatChanged() {
    shop("\"scheme\":\"none\"", "open");
    PendingResource all = new PendingResource(caller.tenant, "open", "orders");
    String path = "/api/webhooks/open?tenant=" + caller.tenant;
    caller.post(path, "{\"at\":1}").expect(202);
    caller.post(path, "{\"at\":1}").expect(200);
    caller.post(path, "{\"at\":2}").expect(202);
    rereading.advance(all);
    assertThat(runs()).hasSize(1);
    assertThat(runs().get(0).at("/mode").asString()).isEqualTo("incremental");
    sample.endRuns();
    sample.sql("update webhook_delivery set expires_at = now() where tenant = :tenant");
    caller.post(path, "{\"at\":1}").expect(202);
  }

  @Test
  void aDisabledConnectionTakesNoCalls() {
    sample.sql("update connection set enabled = false where tenant = :tenant");
    call("d-1", order("7")).expectError(404, "NOT_FOUND");
  }
}
