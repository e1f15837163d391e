package dev.syncline.store.window;

import java.util.UUID;

/**
 * Whose rows a window holds.
 *
 * @param resource the resource's name in the id map; empty where the connection has just one
 * @param leg the system among those of its task: 0 the source
 */
public record WindowOrigin(
    String tenant,
    UUID syncId,
    String task,
    String entity,
    String connection,
    String resource,
    int leg) {

  /** Rows of a task's source. */
  public WindowOrigin(
      String tenant, UUID syncId, String task, String entity, String connection, String resource) {
    this(tenant, syncId, task, entity, connection, resource, 0);
  }

  /** The same rows as they fill another entity. */
  WindowOrigin ofEntity(String other) {
    return new WindowOrigin(tenant, syncId, task, other, connection, resource, leg);
  }
}
