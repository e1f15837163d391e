package dev.syncline.connectors.http;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short hash of some bytes. */
final class Fingerprint {
  private Fingerprint() {}

  static String of(byte[] bytes, int start, int end) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, start, end - start);
      return HexFormat.of().formatHex(digest.digest(), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw SynclineException.of(Category.INTERNAL, "SHA-256 is not available").because(e);
    }
  }
}
