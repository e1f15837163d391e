package dev.syncline.activities.mapping;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** SHA-256, with one digest a thread since making one costs as much as a record. */
final class Hashes {
  private static final ThreadLocal<MessageDigest> DIGEST =
      ThreadLocal.withInitial(Hashes::newDigest);

  private Hashes() {}

  static byte[] sha256(byte[] bytes, int offset, int length) {
    MessageDigest digest = DIGEST.get();
    digest.update(bytes, offset, length);
    return digest.digest();
  }

  /** The first 128 bits. */
  static UUID uuid(byte[] bytes, int offset, int length) {
    ByteBuffer hash = ByteBuffer.wrap(sha256(bytes, offset, length));
    return new UUID(hash.getLong(), hash.getLong());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
