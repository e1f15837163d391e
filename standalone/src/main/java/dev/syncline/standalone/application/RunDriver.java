package dev.syncline.standalone.application;

import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Starts runs and tells how they stand; the application has one as a bean. */
public interface RunDriver {

  /**
   * Starts one run for each task. A task whose connection is not ready has a run too: a failed one.
   *
   * @return their ids, in the order of the tasks
   * @throws dev.syncline.domain.SynclineException CONFLICT with code SYNC_IN_PROGRESS
   */
  List<UUID> start(RunOrder order);

  /** The run object of the HTTP API, as it is now. */
  ObjectNode run(String tenant, UUID syncId);
}
