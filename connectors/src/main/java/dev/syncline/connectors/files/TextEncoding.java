package dev.syncline.connectors.files;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;

/** Which encoding a file has: its byte order mark decides, else the setting, else UTF-8. */
final class TextEncoding {
  private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
  private static final Charset UTF_32BE = Charset.forName("UTF-32BE");

  private TextEncoding() {}

  /**
   * How a file begins.
   *
   * @param charset its encoding
   * @param bom the length of its byte order mark, 0 where there is none
   */
  record Detected(Charset charset, int bom) {
    boolean utf8() {
      return charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
    }
  }

  /** The connection's {@code encoding}; throws INVALID for a name that nobody knows. */
  static Charset of(ConnectionConfig connection) {
    String name = connection.setting("encoding").orElse("UTF-8");
    try {
      Charset charset = Charset.forName(name);
      String canonical = charset.name().toUpperCase(Locale.ROOT);
      if (canonical.startsWith("ISO-2022") || canonical.startsWith("X-ISO-2022")) {
        throw unknown(name, "is not supported because it changes its meaning within the text");
      }
      return charset;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw unknown(name, "is not known").because(e);
    }
  }

  static Detected detect(FileChannel channel, Charset configured) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(4);
    while (head.hasRemaining() && channel.read(head, head.position()) > 0) {}
    byte[] b = head.array();
    int n = head.position();
    if (n >= 3 && starts(b, 0xEF, 0xBB, 0xBF)) {
      return new Detected(StandardCharsets.UTF_8, 3);
    }
    if (n >= 4 && starts(b, 0xFF, 0xFE, 0, 0)) {
      return new Detected(UTF_32LE, 4);
    }
    if (n >= 4 && starts(b, 0, 0, 0xFE, 0xFF)) {
      return new Detected(UTF_32BE, 4);
    }
    if (n >= 2 && starts(b, 0xFF, 0xFE)) {
      return new Detected(StandardCharsets.UTF_16LE, 2);
    }
    if (n >= 2 && starts(b, 0xFE, 0xFF)) {
      return new Detected(StandardCharsets.UTF_16BE, 2);
    }
    return new Detected(withoutMark(configured), 0);
  }

  private static Charset withoutMark(Charset configured) {
    return switch (configured.name()) {
      case "UTF-16" -> StandardCharsets.UTF_16BE;
      case "UTF-32" -> UTF_32BE;
      default -> configured;
    };
  }

  private static boolean starts(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static SynclineException unknown(String name, String why) {
    return SynclineException.of(
        Category.INVALID,
        "encoding '" + name + "' " + why + "; use for example UTF-8, windows-1252 or UTF-16");
  }
}
