package dev.syncline.connectors.spi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to open.
 *
 * @param resource the resource's name, or null where the connection has just one
 * @param query a query in the system's own language, in place of a resource
 */
public record SourceRequest(@Nullable String resource, @Nullable String query) {

  public Optional<String> resourceName() {
    return Optional.ofNullable(resource).filter(r -> !r.isBlank());
  }
}
