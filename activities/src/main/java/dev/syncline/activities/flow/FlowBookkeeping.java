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
import java.util.List;
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
    List<RunRow> children = runs.children(parent.tenant(), parent.syncId());
    family.sum(parent.tenant(), parent.syncId());
    RunStatus status = cancelled ? RunStatus.CANCELLED : worst(children);
    String errors =
        children.stream()
            .filter(child -> child.error() != null)
            .map(child -> child.task() + ": " + child.error())
            .reduce((a, b) -> a + "; " + b)
            .orElse(null);
    runs.end(
        parent.tenant(),
        parent.syncId(),
        status,
        outcome(status),
        errors == null ? null : "TASK_FAILED",
        errors,
        clock.instant());
  }

  private static RunStatus worst(List<RunRow> children) {
    if (children.stream().anyMatch(c -> c.status() == RunStatus.FAILED)) {
      return RunStatus.FAILED;
    }
    if (children.stream().anyMatch(c -> c.status() == RunStatus.CANCELLED)) {
      return RunStatus.CANCELLED;
    }
    return children.stream().anyMatch(c -> c.status() == RunStatus.COMPLETED_WITH_ERRORS)
        ? RunStatus.COMPLETED_WITH_ERRORS
        : RunStatus.COMPLETED;
  }

  private static Outcome outcome(RunStatus status) {
    return switch (status) {
      case COMPLETED -> Outcome.SUCCESS;
      case FAILED -> Outcome.FAILED;
      default -> Outcome.PARTIAL;
    };
  }

  private RunRow row(RunRef run) {
    return runs.find(run.tenant(), run.syncId())
        .orElseThrow(
            () -> SynclineException.of(Category.NOT_FOUND, "there is no run " + run.syncId()));
  }
}
