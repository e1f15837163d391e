package dev.syncline.workflows;

import io.temporal.common.Priority;

/**
 * Marks a tenant's workflows, and with them their activities and children, so that a server with
 * {@code matching.enableFairness} hands out what waits in turn. Others ignore it.
 */
public final class FairnessKey {
  private FairnessKey() {}

  public static Priority of(String tenant) {
    return Priority.newBuilder().setFairnessKey(tenant).build();
  }
}
