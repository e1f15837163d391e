package dev.syncline.activities.run;

import dev.syncline.activities.mapping.RecordMapping;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.domain.SyncMode;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.window.WindowCommit.TargetResource;
import dev.syncline.store.window.WindowOrigin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the stages of a run know of it. It is the same for as long as the run lasts.
 *
 * @param mapping compiled once a run
 * @param since read only what changed at or after this; null for all
 * @param fingerprint of the mapping
 */
public record RunContext(
    WindowOrigin origin,
    TaskSpec task,
    SyncMode mode,
    boolean dryRun,
    RunRequest request,
    RecordMapping mapping,
    @Nullable Instant since,
    Instant startedAt,
    String fingerprint) {

  /** Whether the run looks at the whole source, so that what it does not meet is gone. */
  public boolean complete() {
    return since == null && !request.partial() && task.source().filter().all();
  }

  /** Whether records that a complete read does not meet are removed. */
  public boolean removesMissing() {
    return task.deletes() == TaskSpec.Deletes.PROPAGATE && mode == SyncMode.FULL && complete();
  }

  /** Whether its source records give more than their own records: derived ones, references. */
  public boolean gives() {
    return !task.derive().isEmpty() || !task.references().isEmpty();
  }

  /** The resources the run's records are delivered to. */
  public List<TargetResource> targets() {
    return task.deliver().stream()
        .map(d -> new TargetResource(d.connection(), d.resource()))
        .toList();
  }
}
