package dev.syncline.activities.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC SHA-256 over {@code TIMESTAMP.BODY}, in hex; the timestamp is in seconds since 1970. */
final class Signature {
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  static Map<String, String> headers(String secret, String id, long seconds, String body) {
    return Map.of(
        "X-Syncline-Delivery",
        id,
        "X-Syncline-Timestamp",
        Long.toString(seconds),
        "X-Syncline-Signature",
        "sha256=" + hex(secret, seconds + "." + body));
  }

  private static String hex(String secret, String signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
