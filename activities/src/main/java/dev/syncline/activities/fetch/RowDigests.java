package dev.syncline.activities.fetch;

import dev.syncline.activities.run.RunContext;
import dev.syncline.store.window.WindowOrigin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a window are known by when they come again: the first 128 bits of SHA-256 over
 * the row, its place, and whatever its values are made by. Equal digests mean equal values.
 */
final class RowDigests {
  /**
   * Raise it with each change of the product by which the same row of the same task is mapped to
   * other values: otherwise unchanged rows of two-way tasks keep the values of before.
   */
  private static final int GENERATION = 1;

  private final byte[] salt;
  private final MessageDigest digest;
  private final Set<UUID> met = new HashSet<>();

  RowDigests(RunContext context) {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    WindowOrigin origin = context.origin();
    String made =
        String.join(
            "\0",
            Integer.toString(GENERATION),
            context.fingerprint(),
            origin.tenant(),
            origin.entity(),
            origin.connection(),
            origin.resource(),
            Integer.toString(origin.leg()));
    salt = digest.digest(made.getBytes(StandardCharsets.UTF_8));
  }

  /** The digest; null for a row that has come before, of which the last one stands. */
  @Nullable UUID of(byte[] json, int offset, int length) {
    digest.update(salt);
    digest.update(json, offset, length);
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    UUID found = new UUID(hash.getLong(), hash.getLong());
    return met.add(found) ? found : null;
  }
}
