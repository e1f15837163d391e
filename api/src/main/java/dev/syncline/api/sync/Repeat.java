package dev.syncline.api.sync;

import dev.syncline.api.web.Params;
import dev.syncline.control.run.FlowStarter;
import dev.syncline.control.run.FlowStarter.Step;
import dev.syncline.control.run.StartedRun;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import dev.syncline.store.task.StoredTask;
import dev.syncline.store.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Does a run again: the same tasks, the same mode, filters and ids. */
@Component
class Repeat {
  private final Runs runs;
  private final Tasks tasks;
  private final FlowStarter flows;

  Repeat(Runs runs, Tasks tasks, FlowStarter flows) {
    this.runs = runs;
    this.tasks = tasks;
    this.flows = flows;
  }

  StartedRun start(RunRow run) {
    List<RunRow> children = runs.children(run.tenant(), run.syncId());
    List<Step> steps = new ArrayList<>();
    for (RunRow part : children.isEmpty() ? List.of(run) : children) {
      steps.add(new Step(task(part), request(part)));
    }
    return flows.start(run.tenant(), steps, run.mode(), TriggerKind.RETRY, run.dryRun());
  }

  private static RunRequest request(RunRow run) {
    RunRequest request = RunRequest.of(run.request());
    if (!request.failures().isEmpty()) {
      throw SynclineException.of(
          Category.CONFLICT,
          "this run retried single failures; retry those that are left with POST /api/sync/retry");
    }
    if (request.plan() != null) {
      throw SynclineException.of(
          Category.CONFLICT,
          "PLAN_STALE",
          "this run applied a plan, which can be done once; make a new one with dry_run: true");
    }
    return request;
  }

  private StoredTask task(RunRow run) {
    return tasks
        .find(run.tenant(), run.task())
        .orElseThrow(
            () -> Params.notFound("the task '" + run.task() + "' of this run no longer exists"));
  }
}
