package dev.syncline.workflows.sync;

import io.temporal.activity.ActivityInterface;

/** Commits a window in one transaction. */
@ActivityInterface
public interface UpsertActivity {
  UpsertResult upsert(UpsertInput input);

  /** Removes the records that a complete read did not meet; called once all windows are in. */
  UpsertResult removeMissing(WindowRef window);
}
