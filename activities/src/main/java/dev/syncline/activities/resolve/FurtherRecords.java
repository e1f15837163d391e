package dev.syncline.activities.resolve;

import dev.syncline.activities.run.RunContext;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.definitions.TaskSpec.WriteMode;
import dev.syncline.store.window.Further;

/** What the commit of a window needs to know of derived records and references. */
public final class FurtherRecords {
  private FurtherRecords() {}

  /** Those of a run's task. Where a record may not change, its derived ones may not either. */
  public static Further of(RunContext context) {
    if (!context.gives()) {
      return Further.NONE;
    }
    TaskSpec task = context.task();
    return new Further(
        context.derived(),
        context.refers(),
        task.writes() != WriteMode.CREATE_ONLY,
        meetings -> new Meetings(task).decide(meetings));
  }
}
