package dev.syncline.activities.pipeline;

import static dev.syncline.activities.pipeline.MemorySystem.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.RunStatus;
import dev.syncline.store.connection.Connections;
import dev.syncline.store.database.Range;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.sandbox.RecordedRequest;
import dev.syncline.store.sandbox.SandboxRequests;
import dev.syncline.store.sandbox.SandboxSwitch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a connection in the sandbox would send is recorded; its server sees no call. */
@Timeout(90)
class SandboxTest {
  private final Pipeline pipeline = new Pipeline();
  private final MemorySystem crm = pipeline.connect("crm");
  private final Hook shop = new Hook();

  @AfterEach
  void close() {
    shop.close();
  }

  private void connectShop(boolean sandbox) {
    String settings =
        """
        {"base_url": "%s", "headers": {"X-Api-Key": "canary-1", "X-Store": "7"}, "key": "id",
         "resources": {"customers": {"path": "/customers",
           "find": {"path": "/customers", "params": {"name": "{name}"}},
           "create": {"path": "/customers", "idempotency_header": "Idempotency-Key"},
           "update": {"path": "/customers/{id}"}, "delete": {"path": "/customers/{id}"}}}}
        """
            .formatted(shop.url());
    pipeline
        .engine
        .get(SandboxSwitch.class)
        .with(
            pipeline.tenant,
            "shop",
            sandbox,
            () ->
                pipeline
                    .engine
                    .get(Connections.class)
                    .save(
                        pipeline.tenant,
                        "shop",
                        "http",
                        true,
                        settings,
                        Map.of("token", "canary-2"),
                        null));
  }

  private void task() {
    pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id',
         'fields': {'name': 'name'}, 'deletes': 'propagate', 'gates': 'off',
         'retry': {'max_attempts': 0},
         'deliver': [{'connection': 'shop', 'resource': 'customers', 'key': 'id',
           'match': {'name': 'name'}, 'fields': {'name': 'name'}}]}
        """);
  }

  private List<RecordedRequest> recorded() {
    return pipeline
        .engine
        .get(SandboxRequests.class)
        .list(pipeline.tenant, "shop", null, new Range(100, 0))
        .items();
  }

  @Test
  void deliveriesAreRecordedRequestByRequestAndNothingLeaves() {
    connectShop(true);
    task();
    crm.rows(row("1", "Ann"), row("2", "Bob"));
    RunRow first = pipeline.full("people");

    assertThat(first.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(first.delivered().created()).isEqualTo(2);
    RecordedRequest request = recorded().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.address()).isEqualTo(shop.url() + "/customers");
    assertThat(request.syncId()).isEqualTo(first.syncId());
    assertThat(request.body()).isEqualTo("{\"name\":\"Ann\"}");
    JsonNode headers = JsonMapper.shared().readTree(request.headers());
    assertThat(headers.path("X-Store").asString()).isEqualTo("7");
    assertThat(headers.path("Idempotency-Key").asString()).isNotBlank();
    assertThat(headers.path("Authorization").asString()).isEqualTo("***");
    assertThat(recorded().toString()).doesNotContain("canary");

    RunRow second = pipeline.full("people");
    assertThat(second.counts().unchanged()).isEqualTo(2);
    assertThat(recorded()).hasSize(2);

    crm.rows(row("1", "Anna"));
    RunRow third = pipeline.full("people");
    assertThat(third.delivered().updated()).isEqualTo(1);
    assertThat(recorded().get(2).method()).isEqualTo("PUT");
    assertThat(recorded().get(2).address()).endsWith("/customers/" + request.externalId());
    assertThat(shop.calls).isEmpty();
  }

  @Test
  void outOfTheSandboxTheNextRunSendsWhatWasOnlyRecorded() throws Exception {
    connectShop(true);
    task();
    crm.rows(row("1", "Ann"));
    pipeline.full("people");
    connectShop(false);
    pipeline.full("people");

    assertThat(shop.next().method()).isEqualTo("GET");
    assertThat(recorded()).isEmpty();
  }
}
