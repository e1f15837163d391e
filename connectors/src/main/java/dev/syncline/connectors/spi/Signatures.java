package dev.syncline.connectors.spi;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the verifiers of webhooks share. */
public final class Signatures {
  /** Seconds since 1970 have ten digits until the year 2286, milliseconds thirteen. */
  private static final int LONGEST_SECONDS = 11;

  private Signatures() {}

  /** HMAC with SHA-256 (RFC 2104) over the parts, one after the other. */
  public static byte[] hmacSha256(String key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw SynclineException.of(Category.INTERNAL, "this Java has no HmacSHA256").because(e);
    }
  }

  /** Compares in a time that tells nothing about where they differ. */
  public static boolean same(byte[] one, byte[] other) {
    return MessageDigest.isEqual(one, other);
  }

  /** As {@link #same(byte[], byte[])}, of texts. */
  public static boolean same(String one, String other) {
    return same(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Whether a time, in seconds or milliseconds since 1970 or in RFC 3339, lies within the tolerance
   * of now, before or after.
   */
  public static boolean recent(String timestamp, Duration tolerance, Instant now) {
    try {
      Instant sent;
      if (timestamp.matches("\\d{1,13}")) {
        long number = Long.parseLong(timestamp);
        sent =
            timestamp.length() <= LONGEST_SECONDS
                ? Instant.ofEpochSecond(number)
                : Instant.ofEpochMilli(number);
      } else {
        sent = OffsetDateTime.parse(timestamp).toInstant();
      }
      return Duration.between(sent, now).abs().compareTo(tolerance) <= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** The one answer to every call whose signature is not right, whatever is wrong with it. */
  public static SynclineException refused() {
    return SynclineException.of(
        Category.UNAUTHENTICATED,
        "BAD_SIGNATURE",
        "the call's signature is missing, wrong or too old");
  }
}
