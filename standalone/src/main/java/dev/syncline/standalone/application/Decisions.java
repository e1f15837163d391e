package dev.syncline.standalone.application;

import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Lists the runs that a gate stopped and takes decisions on them. */
public interface Decisions {
  /** As {@code GET /api/approvals} answers. */
  ObjectNode waiting(String tenant);

  /**
   * Lets a run go on and apply its plan.
   *
   * @throws dev.syncline.domain.SynclineException NOT_FOUND, or CONFLICT with code NOT_WAITING,
   *     PLAN_STALE, SYNC_IN_PROGRESS
   */
  void approve(String tenant, UUID syncId);

  /** Cancels a run; throws as {@link #approve} does. */
  void reject(String tenant, UUID syncId);
}
