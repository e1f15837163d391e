package dev.syncline.activities.flow;

import dev.syncline.domain.Category;
import dev.syncline.domain.Outcome;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.run.RunFamily;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import dev.syncline.workflows.RunRef;
import dev.syncline.workflows.flow.FlowActivities;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The {@link FlowActivities}. */
@Component
public class FlowBookkeeping implements FlowActivities {
  private final Runs runs;
  private final RunFamily family;
  private final Clock clock;

  public FlowBookkeeping(Runs runs, RunFamily family, Clock clock) {
    this.runs = runs;
    this.family = family;
    this.clock = clock;
  }

  @Override
  public void beginFlow(RunRef parent) {
    runs.begin(parent.tenant(), parent.syncId(), null, null);
  }

  @Override
  public boolean childEndedWell(RunRef child) {
    RunStatus status = row(child).status();
    return status == RunStatus.COMPLETED || status == RunStatus.COMPLETED_WITH_ERRORS;
  }

  @Override
  public void skipChild(RunRef child, boolean cancelled, @Nullable String why) {
    runs.end(
        child.tenant(),
        child.syncId(),
        cancelled ? RunStatus.CANCELLED : RunStatus.FAILED,
        cancelled ? Outcome.PARTIAL : Outcome.FAILED,
        cancelled ? null : "HELD_BACK",
        why,
        clock.instant());
  }

  @Override
  public void finishFlow(RunRef parent, boolean cancelled) {
    family.end(parent.tenant(), parent.syncId(), cancelled, clock.instant());
  }

  private RunRow row(RunRef run) {
    return runs.find(run.tenant(), run.syncId())
        .orElseThrow(
            () -> SynclineException.of(Category.NOT_FOUND, "there is no run " + run.syncId()));
  }
}
