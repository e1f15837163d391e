package dev.syncline.store.window;

import java.util.UUID;

/**
 * Whose rows a window holds.
 *
 * @param resource the resource's name in the id map; empty where the connection has just one
 */
public record WindowOrigin(
    String tenant, UUID syncId, String task, String entity, String connection, String resource) {

  /** The same rows as they fill another entity. */
  WindowOrigin ofEntity(String other) {
    return new WindowOrigin(tenant, syncId, task, other, connection, resource);
  }
}
