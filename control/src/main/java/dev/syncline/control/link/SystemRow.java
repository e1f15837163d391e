package dev.syncline.control.link;

import org.jspecify.annotations.Nullable;

/**
 * A row of a system.
 *
 * @param resource null where the entity's tasks have just one in that connection
 */
public record SystemRow(
    String tenant, String entity, String connection, @Nullable String resource, String externalId) {

  @Override
  public String toString() {
    return connection
        + (resource == null || resource.isEmpty() ? "" : "/" + resource)
        + "/"
        + externalId;
  }
}
