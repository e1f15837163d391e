package dev.syncline.connectors.http;

import dev.syncline.connectors.settings.Durations;
import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.Signatures;
import dev.syncline.connectors.spi.Webhook;
import dev.syncline.connectors.spi.WebhookCall;
import dev.syncline.connectors.spi.WebhookEvent;
import dev.syncline.connectors.spi.WebhookEvent.Change;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls that are signed and read as the connection's {@code webhook} settings declare. */
final class HttpWebhook implements Webhook {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final String PREFIX = "sha256=";

  private final JsonNode settings;
  private final Scheme scheme;
  private final Duration tolerance;
  private final Optional<String> secret;

  private enum Scheme {
    HMAC_SHA256_BASE64,
    HMAC_SHA256_HEX,
    TOKEN,
    NONE
  }

  private HttpWebhook(
      JsonNode settings, Scheme scheme, Duration tolerance, Optional<String> secret) {
    this.settings = settings;
    this.scheme = scheme;
    this.tolerance = tolerance;
    this.secret = secret;
  }

  static HttpWebhook of(ConnectionConfig connection) {
    JsonNode settings = connection.settings().path("webhook");
    String tolerance = settings.path("tolerance").asString("");
    return new HttpWebhook(
        settings,
        scheme(settings.path("scheme").asString("")),
        tolerance.isEmpty() ? TOLERANCE : Durations.parse("webhook.tolerance", tolerance),
        connection.credential("webhook_secret"));
  }

  private static Scheme scheme(String word) {
    for (Scheme scheme : Scheme.values()) {
      if (scheme.name().toLowerCase(Locale.ROOT).equals(word)) {
        return scheme;
      }
    }
    throw SynclineException.of(
        Category.NOT_CONFIGURED,
        "setting 'webhook': the scheme '"
            + word
            + "' is unknown; use hmac_sha256_base64, hmac_sha256_hex, token or none");
  }

  @Override
  public boolean unsigned() {
    return scheme == Scheme.NONE;
  }

  @Override
  public WebhookEvent read(WebhookCall call, Instant now) {
    Optional<String> timestamp = text("timestamp_header").flatMap(call::header);
    if (text("timestamp_header").isPresent()
        && timestamp.filter(t -> Signatures.recent(t, tolerance, now)).isEmpty()) {
      throw Signatures.refused();
    }
    if (!unsigned() && !signed(call, timestamp.orElse(null))) {
      throw Signatures.refused();
    }
    JsonNode body = body(call);
    return new WebhookEvent(deliveryId(call, body), timestamp.orElse(null), changes(call, body));
  }

  private boolean signed(WebhookCall call, @Nullable String timestamp) {
    Optional<String> given = text("signature_header").flatMap(call::header);
    if (given.isEmpty() || secret.isEmpty()) {
      return false;
    }
    if (scheme == Scheme.TOKEN) {
      return Signatures.same(given.get(), secret.get());
    }
    byte[] prefix =
        timestamp == null ? new byte[0] : (timestamp + ".").getBytes(StandardCharsets.UTF_8);
    byte[] wanted = Signatures.hmacSha256(secret.get(), prefix, call.body());
    return decode(given.get()).filter(bytes -> Signatures.same(bytes, wanted)).isPresent();
  }

  private Optional<byte[]> decode(String signature) {
    String bare = signature.startsWith(PREFIX) ? signature.substring(PREFIX.length()) : signature;
    try {
      return Optional.of(
          scheme == Scheme.HMAC_SHA256_HEX
              ? HexFormat.of().parseHex(bare)
              : Base64.getDecoder().decode(bare));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static JsonNode body(WebhookCall call) {
    try {
      return JsonMapper.shared().readTree(call.body());
    } catch (JacksonException e) {
      throw SynclineException.of(Category.INVALID, "the call's body is not valid JSON").because(e);
    }
  }

  private @Nullable String deliveryId(WebhookCall call, JsonNode body) {
    return text("id_header")
        .flatMap(call::header)
        .or(() -> text("id").flatMap(path -> JsonPath.text(body, path)))
        .orElse(null);
  }

  private List<Change> changes(WebhookCall call, JsonNode body) {
    JsonNode resource = settings.path("resource");
    String id = text("record_id").flatMap(path -> JsonPath.text(body, path)).orElse(null);
    if (!resource.isObject()) {
      return List.of(new Change(null, id));
    }
    Optional<String> named =
        resource.has("header")
            ? call.header(resource.path("header").asString(""))
            : JsonPath.text(body, resource.path("path").asString(""));
    JsonNode map = resource.path("map");
    return named
        .filter(name -> !map.isObject() || map.path(name).isString())
        .map(name -> new Change(map.isObject() ? map.path(name).asString() : name, id))
        .map(List::of)
        .orElse(List.of());
  }

  private Optional<String> text(String key) {
    return Optional.of(settings.path(key).asString("").strip()).filter(text -> !text.isEmpty());
  }
}
