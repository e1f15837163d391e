package dev.syncline.connectors.spi;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A write as it would leave, for a connection in the sandbox.
 *
 * @param method of HTTP, or {@code UPSERT} and {@code DELETE} for a table
 * @param address where it would go
 * @param headers without secrets: those that hold one are masked
 * @param body what would be sent; null for none
 */
public record PlannedRequest(
    String method, String address, Map<String, String> headers, @Nullable ObjectNode body) {

  /** What stands in place of a secret. */
  public static final String MASK = Redaction.MASK;

  public PlannedRequest {
    headers = Map.copyOf(headers);
  }
}
