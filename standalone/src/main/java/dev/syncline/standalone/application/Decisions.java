package dev.syncline.standalone.application;

import dev.syncline.store.database.Range;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists what waits for a person, and takes the decisions: over runs that a gate stopped, over the
 * plans of dry runs, over conflicts. What is listed is as the HTTP API answers.
 *
 * <p>Every method throws {@link dev.syncline.domain.SynclineException}: NOT_FOUND, or CONFLICT
 * where it is decided already or cannot be any more.
 */
public interface Decisions {
  /** As {@code GET /api/approvals}. */
  ObjectNode waiting(String tenant);

  /**
   * Lets a run go on and apply its plan; CONFLICT with code NOT_WAITING, PLAN_STALE or
   * SYNC_IN_PROGRESS.
   */
  void approve(String tenant, UUID syncId);

  /** Cancels a run. */
  void reject(String tenant, UUID syncId);

  /** A part of the plan that a run made, as {@code GET /api/plans/{sync_id}}. */
  ObjectNode plan(String tenant, UUID syncId, Range items);

  /**
   * Starts what does exactly what a dry run said; INVALID with code CONFIRMATION_REQUIRED where it
   * overwrites many records.
   *
   * @return the runs, in their order; through a server the one that stands for them all
   */
  List<UUID> apply(String tenant, UUID syncId, boolean confirmed);

  /**
   * As {@code GET /api/conflicts}.
   *
   * @param entity only of this one, or null
   * @param status open or resolved, or null
   */
  ObjectNode conflicts(String tenant, @Nullable String entity, @Nullable String status);

  /** As {@code GET /api/conflicts/{id}}. */
  ObjectNode conflict(String tenant, UUID id);

  /**
   * Decides over every field of a conflict; answers it as it is then.
   *
   * @param fields as in the body of {@code POST /api/conflicts/{id}/resolve}
   */
  ObjectNode resolve(String tenant, UUID id, ObjectNode fields);

  /** Takes a decision over a conflict back; answers it as it is then. */
  ObjectNode undo(String tenant, UUID id);

  /**
   * Waits for what a decision has sent on its way, for half a minute at most.
   *
   * @return what is not delivered, a sentence each; through a server nothing is known of that
   */
  List<String> undelivered(String tenant, UUID record);
}
