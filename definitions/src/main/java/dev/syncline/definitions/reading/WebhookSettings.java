package dev.syncline.definitions.reading;

import java.time.Duration;
import java.util.List;

/** Checks how an http connection's webhook deliveries are signed and what they name. */
final class WebhookSettings {
  static final List<String> SCHEMES =
      List.of("hmac_sha256_base64", "hmac_sha256_hex", "token", "none");

  private final Problems problems;

  WebhookSettings(Problems problems) {
    this.problems = problems;
  }

  void check(Section webhook) {
    webhook.required("scheme");
    String scheme = webhook.word("scheme", SCHEMES, "none");
    if (webhook.has("scheme") && !scheme.equals("none")) {
      webhook.required("signature_header");
    }
    List.of("signature_header", "timestamp_header", "id_header", "id", "record_id")
        .forEach(webhook::text);
    if (webhook.duration("tolerance", Duration.ofMinutes(5)).isZero()) {
      webhook.error("tolerance", "must be longer than nothing");
    }
    if (webhook.has("id_header") && webhook.has("id")) {
      webhook.error("id", "stands in place of 'id_header'; give one of them");
    }
    Section resource = webhook.section("resource", Keys.WEBHOOK_RESOURCE);
    if (resource == null) {
      return;
    }
    resource.text("header");
    resource.text("path");
    if (resource.has("header") == resource.has("path")) {
      problems.error(resource.at(), "needs one of 'header' and 'path'");
    }
    resource.textMap("map");
  }
}
