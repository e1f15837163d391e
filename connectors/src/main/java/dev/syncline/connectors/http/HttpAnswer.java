package dev.syncline.connectors.http;

import dev.syncline.connectors.files.Utf8;
import dev.syncline.connectors.spi.Redaction;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;

/**
 * What a system answered.
 *
 * @param address where the answer came from, after redirects
 * @param redaction cleans what is quoted of it
 */
@SuppressWarnings("ArrayRecordComponent") // a body is read, never compared
record HttpAnswer(URI address, int status, HttpHeaders headers, byte[] body, Redaction redaction) {
  private static final int QUOTED_BYTES = 8 * 1024;
  private static final int QUOTED = 80;

  String contentType() {
    return headers.firstValue("Content-Type").orElse("no content type");
  }

  /** The beginning of the body, on one line. Cleaned before it is cut: half a secret is one too. */
  String beginning() {
    String text = new String(body, 0, Math.min(body.length, QUOTED_BYTES), StandardCharsets.UTF_8);
    String line = redaction.clean(text).replaceAll("\\s+", " ").strip();
    return line.length() > QUOTED ? line.substring(0, QUOTED) + "…" : line;
  }

  /** The body in UTF-8, whatever charset the content type names. */
  byte[] utf8() {
    String type = contentType().toLowerCase(Locale.ROOT);
    int at = type.indexOf("charset=");
    if (at < 0 || Utf8.firstMalformed(body, 0, body.length) < 0) {
      return body;
    }
    String name = type.substring(at + 8).split("[;\\s]", 2)[0].replace("\"", "");
    try {
      return new String(body, Charset.forName(name)).getBytes(StandardCharsets.UTF_8);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return body;
    }
  }
}
