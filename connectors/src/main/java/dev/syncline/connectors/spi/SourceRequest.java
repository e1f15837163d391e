package dev.syncline.connectors.spi;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to open.
 *
 * @param resource the resource's name, or null where the connection has just one
 * @param query a query in the system's own language, in place of a resource
 * @param key the fields of the external id that the task names; empty for the source's own
 * @param modified the field that the task names as the time of the last change, or null
 */
public record SourceRequest(
    @Nullable String resource,
    @Nullable String query,
    List<String> key,
    @Nullable String modified) {

  public SourceRequest {
    key = List.copyOf(key);
  }

  public SourceRequest(@Nullable String resource, @Nullable String query) {
    this(resource, query, List.of(), null);
  }

  public Optional<String> resourceName() {
    return Optional.ofNullable(resource).filter(r -> !r.isBlank());
  }
}
