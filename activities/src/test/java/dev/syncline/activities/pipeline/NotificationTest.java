package dev.syncline.activities.pipeline;

import static dev.syncline.activities.pipeline.MemorySystem.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.notification.NotificationWaker;
import dev.syncline.domain.Category;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.Range;
import dev.syncline.store.notification.NotificationRow;
import dev.syncline.store.notification.Notifications;
import dev.syncline.store.notification.NotifySecrets;
import dev.syncline.store.run.RunRow;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How people hear of runs, from the run's end to their own server. */
@Timeout(120)
class NotificationTest {
  private final Pipeline pipeline = new Pipeline();
  private final MemorySystem crm = pipeline.connect("crm");
  private final Hook hook = new Hook();

  @AfterEach
  void close() {
    hook.close();
  }

  private void task(String webhook, String on) {
    pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id',
         'fields': {'name': 'name'}, 'required': ['name'],
         'retry': {'max_attempts': 0},
         'notify': {'webhook': '%s', 'on': [%s]}}
        """
            .formatted(webhook, on));
    crm.rows(row("1", "Ann"));
  }

  private RunRow failing() {
    crm.readTroubles.add(SynclineException.of(Category.AUTH, "the token was refused"));
    RunRow run = pipeline.full("people");
    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    return run;
  }

  private List<NotificationRow> listed() {
    return pipeline
        .engine
        .get(Notifications.class)
        .list(pipeline.tenant, "people", null, new Range(50, 0))
        .items();
  }

  private void awaitStatus(String status) {
    while (listed().stream().noneMatch(message -> message.status().equals(status))) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  @Test
  void aFailedRunIsToldAtOnceSignedAndWithItsReason() throws Exception {
    task(hook.url() + "/alerts", "'failed'");
    RunRow run = failing();

    Hook.Call call = hook.next();

    assertThat(call.path()).isEqualTo("/alerts");
    JsonNode body = JsonMapper.shared().readTree(call.body());
    assertThat(body.path("type").asString()).isEqualTo("alert");
    assertThat(body.path("status").asString()).isEqualTo("failed");
    assertThat(body.path("text").asString()).contains("people", "the token was refused");
    assertThat(body.path("run").path("sync_id").asString()).isEqualTo(run.syncId().toString());
    assertThat(call.headers().get("x-syncline-delivery")).isEqualTo(body.path("id").asString());
    String secret = pipeline.engine.get(NotifySecrets.class).of(pipeline.tenant);
    assertThat(call.headers().get("x-syncline-signature"))
        .isEqualTo(
            "sha256="
                + hmac(secret, call.headers().get("x-syncline-timestamp") + "." + call.body()));
    awaitStatus("sent");
  }

  private static String hmac(String secret, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aTaskThatGoesOnFailingIsToldOfOnceAndItsRecoveryToo() throws Exception {
    task(hook.url(), "'failed', 'completed_with_errors'");
    failing();
    assertThat(hook.next().body()).contains("\"type\":\"alert\"");
    for (int i = 0; i < 4; i++) {
      failing();
    }
    assertThat(pipeline.full("people").status()).isEqualTo(RunStatus.COMPLETED);

    JsonNode body = JsonMapper.shared().readTree(hook.next().body());

    assertThat(body.path("type").asString()).isEqualTo("recovered");
    assertThat(body.path("count").asInt()).isEqualTo(4);
    assertThat(listed()).hasSize(2);
  }

  @Test
  void aServerThatIsDownIsCalledAgainWithTheSameId() throws Exception {
    task(hook.url(), "'completed'");
    hook.answers.add(503);
    pipeline.full("people");

    Hook.Call first = hook.next();
    Hook.Call second = hook.next();

    assertThat(second.headers().get("x-syncline-delivery"))
        .isEqualTo(first.headers().get("x-syncline-delivery"));
    awaitStatus("sent");
    assertThat(listed().get(0).attempt()).isEqualTo(2);
  }

  @Test
  void whatNobodyWokeIsSweptUp() throws Exception {
    task(hook.url(), "'failed'");
    UUID id = UUID.randomUUID();
    pipeline
        .engine
        .owner()
        .sql(
            """
            insert into syncline.run (tenant, sync_id, task, entity, mode, trigger, status,
              workflow_id, started_at)
            values (?, ?, 'people', 'people', 'full', 'schedule', 'running', 'w', now())
            """)
        .params(pipeline.tenant, id)
        .update();
    pipeline
        .engine
        .owner()
        .sql(
            "update syncline.run set status = 'failed', outcome = 'failed', error = 'gone',"
                + " completed_at = now() where sync_id = ?")
        .param(id)
        .update();

    pipeline.engine.get(NotificationWaker.class).sweep();

    assertThat(hook.next().body()).contains(id.toString(), "\"trigger\":\"schedule\"");
  }

  @Test
  void aForbiddenAddressIsNeverCalledAndSaysWhy() {
    task("http://169.254.169.254/latest", "'failed'");
    failing();
    awaitStatus("failed");
    assertThat(listed().get(0).message()).contains("169.254.169.254", "not allowed");
  }

  @Test
  void aDryRunTellsNobody() {
    task(hook.url(), "'completed'");
    pipeline.await(
        pipeline.start(
            "people",
            dev.syncline.domain.SyncMode.FULL,
            true,
            dev.syncline.store.run.RunRequest.ALL));
    assertThat(pipeline.count("notice")).isZero();
  }
}
