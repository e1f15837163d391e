package dev.syncline.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.Signatures;
import dev.syncline.connectors.spi.Webhook;
import dev.syncline.connectors.spi.WebhookCall;
import dev.syncline.connectors.spi.WebhookEvent;
import dev.syncline.domain.SynclineException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class HttpWebhookTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String SECRET = "whsec-1";
  private static final String BODY = "{\"type\":\"order\",\"data\":{\"id\":17},\"event\":\"e-1\"}";

  private static Webhook webhook(String settings) {
    return new HttpConnector()
        .webhook(
            new ConnectionConfig(
                "shop",
                "http",
                (ObjectNode)
                    JsonMapper.shared()
                        .readTree("{\"webhook\":" + settings.replace('\'', '"') + "}"),
                Map.of("webhook_secret", SECRET)))
        .orElseThrow();
  }

  private static WebhookEvent read(Webhook webhook, String body, String... headers) {
    Map<String, String> all = new java.util.HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return webhook.read(new WebhookCall(all, bytes(body)), NOW);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] mac(String text) {
    return Signatures.hmacSha256(SECRET, bytes(text));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(mac(text));
  }

  private static void refuses(Webhook webhook, String body, String... headers) {
    assertThatThrownBy(() -> read(webhook, body, headers))
        .isInstanceOfSatisfying(
            SynclineException.class, e -> assertThat(e.code()).isEqualTo("BAD_SIGNATURE"));
  }

  /** RFC 4231, test case 2. */
  @Test
  void theMacIsTheStandards() {
    assertThat(Signatures.hmacSha256("Jefe", bytes("what do ya want "), bytes("for nothing?")))
        .asHexString()
        .isEqualToIgnoringCase("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void aBase64SignatureIsOfTheRawBody() {
    Webhook webhook = webhook("{'scheme':'hmac_sha256_base64','signature_header':'X-Sig'}");
    assertThat(read(webhook, BODY, "x-sig", base64(BODY)).changes()).hasSize(1);
    refuses(webhook, BODY + " ", "X-Sig", base64(BODY));
    refuses(webhook, BODY, "X-Sig", HexFormat.of().formatHex(mac(BODY)));
    refuses(webhook, BODY, "X-Sig", "no base64!");
    refuses(webhook, BODY);
    assertThat(webhook.unsigned()).isFalse();
  }

  @Test
  void aHexSignatureMayHaveItsUsualPrefix() {
    Webhook webhook = webhook("{'scheme':'hmac_sha256_hex','signature_header':'X-Sig'}");
    String hex = HexFormat.of().formatHex(mac(BODY));
    read(webhook, BODY, "X-Sig", hex);
    read(webhook, BODY, "X-Sig", hex.toUpperCase(java.util.Locale.ROOT));
    read(webhook, BODY, "X-Sig", "sha256=" + hex);
    refuses(webhook, BODY, "X-Sig", hex.substring(2));
  }

  @Test
  void aTokenIsTheSecretItself() {
    Webhook webhook = webhook("{'scheme':'token','signature_header':'X-Token'}");
    read(webhook, BODY, "X-Token", SECRET);
    refuses(webhook, BODY, "X-Token", SECRET + "x");
    refuses(webhook, BODY, "X-Token", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1772366100", "1772366100000", "2026-03-01T12:04:59+00:00"})
  void aTimestampIsSignedToo(String timestamp) {
    Webhook webhook =
        webhook(
            "{'scheme':'hmac_sha256_base64','signature_header':'X-Sig','timestamp_header':'X-Time'}");
    String signature = base64(timestamp + "." + BODY);
    assertThat(read(webhook, BODY, "X-Sig", signature, "X-Time", timestamp).timestamp())
        .isEqualTo(timestamp);
    refuses(webhook, BODY, "X-Sig", base64(BODY), "X-Time", timestamp);
    refuses(webhook, BODY, "X-Sig", signature);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1772366000", "1772366461", "yesterday", "-5", "2026-03-01"})
  void whatIsTooOldOrNoTimeIsRefused(String timestamp) {
    Webhook webhook =
        webhook(
            "{'scheme':'hmac_sha256_base64','signature_header':'X-Sig','timestamp_header':'X-Time',"
                + "'tolerance':'1m'}");
    refuses(webhook, BODY, "X-Sig", base64(timestamp + "." + BODY), "X-Time", timestamp);
  }

  @Test
  void theDeliveryTheResourceAndTheRecordAreFoundWhereSettingsSay() {
    Webhook inBody =
        webhook(
            "{'scheme':'none','id':'event','record_id':'data.id',"
                + "'resource':{'path':'type','map':{'order':'orders'}}}");
    assertThat(inBody.unsigned()).isTrue();
    WebhookEvent event = read(inBody, BODY);
    assertThat(event.deliveryId()).isEqualTo("e-1");
    assertThat(event.changes()).containsExactly(new WebhookEvent.Change("orders", "17"));
    assertThat(read(inBody, "{\"type\":\"customer\"}").changes())
        .as("what the map does not know is of no interest")
        .isEmpty();

    Webhook inHeaders =
        webhook("{'scheme':'none','id_header':'X-Id','resource':{'header':'X-Resource'}}");
    WebhookEvent named = read(inHeaders, "{}", "X-Id", "d-1", "X-Resource", "orders");
    assertThat(named.deliveryId()).isEqualTo("d-1");
    assertThat(named.changes()).containsExactly(new WebhookEvent.Change("orders", null));
    assertThat(read(webhook("{'scheme':'none'}"), "{}").changes())
        .containsExactly(new WebhookEvent.Change(null, null));
  }

  @Test
  void aSignedBodyThatIsNoJsonIsInvalid() {
    Webhook webhook = webhook("{'scheme':'hmac_sha256_base64','signature_header':'X-Sig'}");
    assertThatThrownBy(() -> read(webhook, "webhook_id=3", "X-Sig", base64("webhook_id=3")))
        .hasMessageContaining("not valid JSON");
  }

  @Property(tries = 200)
  void noOtherTextHasTheSignature(@ForAll String body, @ForAll String other) {
    Webhook webhook = webhook("{'scheme':'hmac_sha256_base64','signature_header':'X-Sig'}");
    if (!java.util.Arrays.equals(bytes(body), bytes(other))) {
      refuses(webhook, body, "X-Sig", base64(other));
    }
  }
}
