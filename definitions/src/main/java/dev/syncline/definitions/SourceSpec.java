package dev.syncline.definitions;

import dev.syncline.connectors.spi.SourceRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a task reads from. */
public record SourceSpec(
    String connection, @Nullable String resource, @Nullable String query, FilterSpec filter) {

  /** What the connector opens, for a task with this key and this field of the last change. */
  public SourceRequest request(List<String> key, @Nullable String modified) {
    return new SourceRequest(resource, query, key, modified);
  }

  /** The resource's name in the id map; the empty string where the connection has just one. */
  public String resourceName() {
    return resource == null ? "" : resource;
  }
}
