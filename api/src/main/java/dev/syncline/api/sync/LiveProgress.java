package dev.syncline.api.sync;

import dev.syncline.api.sync.RunView.ProgressView;
import dev.syncline.control.run.Engine;
import dev.syncline.domain.Phase;
import dev.syncline.domain.RunStatus;
import dev.syncline.store.run.RunRow;
import dev.syncline.workflows.sync.Progress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where runs stand: from the engine while they are at work, else from the database. What was told
 * once is remembered, so that no later answer is lower.
 */
@Component
class LiveProgress {
  private static final int REMEMBERED = 1_000;

  /** As far as a run is that has read and mapped everything. */
  private static final int READ = 30;

  private final Engine engine;
  private final Map<UUID, Integer> told =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, Integer> eldest) {
              return size() > REMEMBERED;
            }
          });

  LiveProgress(Engine engine) {
    this.engine = engine;
  }

  ProgressView of(RunRow run) {
    Progress live =
        run.status() == RunStatus.RUNNING
            ? engine.progress(run).orElse(Progress.NONE)
            : Progress.NONE;
    Long total = live.totalRecords() == null ? run.totalRecords() : live.totalRecords();
    long processed = Math.max(live.processedRecords(), run.counts().fetched());
    Phase phase = live.phase().compareTo(run.phase()) > 0 ? live.phase() : run.phase();
    if (completed(run)) {
      total = run.counts().fetched();
    }
    int percentage = Math.max(live.percentage(), stored(run));
    return view(run, phase, total, processed, percentage);
  }

  /** The children's progress, put together. */
  ProgressView of(RunRow parent, List<RunRow> children) {
    Long total = 0L;
    long processed = 0;
    int percentage = 0;
    Phase phase = Phase.FETCHING;
    for (RunRow child : children) {
      ProgressView view = of(child);
      total = total == null || view.totalRecords() == null ? null : total + view.totalRecords();
      processed += view.processedRecords();
      percentage += view.percentage();
      Phase its = Phase.of(view.phase());
      phase = its.compareTo(phase) > 0 && child.status() == RunStatus.RUNNING ? its : phase;
    }
    boolean open = parent.status().open();
    return view(
        parent,
        open ? phase : Phase.COMPLETING,
        total,
        processed,
        completed(parent) ? 100 : percentage / children.size());
  }

  private ProgressView view(
      RunRow run, Phase phase, @Nullable Long total, long processed, int percentage) {
    int highest = told.merge(run.syncId(), percentage, Math::max);
    Long atLeast = total == null ? null : Long.valueOf(Math.max(total, processed));
    return new ProgressView(
        phase.word(), atLeast, processed, Math.max(processed, planned(run)), highest);
  }

  /** What a run that waits has read into its plan. */
  private static long planned(RunRow run) {
    Long total = run.totalRecords();
    return run.status() == RunStatus.WAITING_APPROVAL && total != null ? total : 0;
  }

  /** As the workflow counts it, from what was committed. */
  static int stored(RunRow run) {
    if (completed(run)) {
      return 100;
    }
    long processed = run.counts().fetched();
    if (processed == 0) {
      return run.readComplete() ? READ : 0; // planned, and not yet applied
    }
    Long total = run.totalRecords();
    double share = total == null || total == 0 ? 0 : Math.min(1.0, (double) processed / total);
    return READ + (int) (60 * share);
  }

  private static boolean completed(RunRow run) {
    return run.status() == RunStatus.COMPLETED || run.status() == RunStatus.COMPLETED_WITH_ERRORS;
  }
}
