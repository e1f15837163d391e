package dev.syncline.connectors.spi;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A call of another system, as it came.
 *
 * @param headers by name in lower case
 * @param body byte by byte, since signatures are made of nothing else
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared
public record WebhookCall(Map<String, String> headers, byte[] body) {

  public WebhookCall {
    Map<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    headers = Map.copyOf(lower);
  }

  /** A header that is there and not blank, trimmed. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}
