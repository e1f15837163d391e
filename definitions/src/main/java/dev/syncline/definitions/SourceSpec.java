package dev.syncline.definitions;

import dev.syncline.connectors.spi.SourceRequest;
import org.jspecify.annotations.Nullable;

/** Where a task reads from. */
public record SourceSpec(
    String connection, @Nullable String resource, @Nullable String query, FilterSpec filter) {

  public SourceRequest request() {
    return new SourceRequest(resource, query);
  }

  /** The resource's name in the id map; the empty string where the connection has just one. */
  public String resourceName() {
    return resource == null ? "" : resource;
  }
}
