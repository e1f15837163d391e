package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NotificationsTest {
  private final ApiServer server = ApiServer.shared();
  private final Caller caller = server.newTenant();

  private void message(String status) {
    Sample.of(server, caller)
        .sql(
            """
            insert into notification (tenant, id, task, channel, kind, body, status, attempt,
              due_at, message, created_at, updated_at)
            values (:tenant, gen_random_uuid(), 'people', 'webhook', 'alert', '{"count":1}', '%s', 2,
              now(), 'the webhook answered 503', now(), now())
            """
                .formatted(status));
  }

  @Test
  void messagesAreListedWithWhatBecameOfThem() {
    message("failed");
    message("sent");
    JsonNode all = caller.get("/api/notifications?task=people").expect(200).json();
    assertThat(all.path("total").asInt()).isEqualTo(2);
    JsonNode failed = caller.get("/api/notifications?status=failed").expect(200).json();
    assertThat(failed.path("total").asInt()).isOne();
    JsonNode item = failed.path("items").get(0);
    assertThat(item.path("error").asString()).contains("503");
    assertThat(item.path("attempts").asInt()).isEqualTo(2);
    assertThat(item.path("body").path("count").asInt()).isOne();
    caller.get("/api/notifications?status=lost").expectError(400, "INVALID_REQUEST");
    assertThat(server.newTenant().get("/api/notifications").json().path("total").asInt()).isZero();
  }

  @Test
  void aNewSecretIsShownOnceAndIsAnotherEachTime() {
    String first = secret();
    assertThat(first).startsWith("whsec_").isNotEqualTo(secret());
    assertThat(
            Sample.of(server, caller)
                .count(
                    "select count(*) from notify_secret where tenant = :tenant and position('"
                        + first.substring(6)
                        + "' in encode(secret, 'escape')) > 0"))
        .isZero();
  }

  private String secret() {
    return caller.post("/api/notifications/secret").expect(200).json().path("secret").asString();
  }
}
