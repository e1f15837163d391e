package dev.syncline.control.conflict;

import dev.syncline.connectors.spi.Connectors;
import dev.syncline.definitions.Leg;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.definitions.TaskSpec.Deletes;
import dev.syncline.definitions.reading.SyncFileReader;
import dev.syncline.store.task.Tasks;
import dev.syncline.store.twoway.ConflictRow;
import dev.syncline.store.window.WindowCommit.TargetResource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The task that a conflict is of, as it stands now. */
@Component
class ConflictTasks {
  private final Tasks tasks;
  private final SyncFileReader reader;

  ConflictTasks(Tasks tasks, Connectors connectors) {
    this.tasks = tasks;
    this.reader = new SyncFileReader(connectors);
  }

  private Optional<TaskSpec> of(ConflictRow row) {
    return tasks
        .find(row.place().tenant(), row.place().task())
        .map(task -> reader.fromDefinition(task.name(), task.definition()));
  }

  /** All systems of the task; none where it is gone. */
  List<TargetResource> systems(ConflictRow row) {
    return of(row).stream()
        .flatMap(task -> Leg.of(task).stream())
        .map(leg -> new TargetResource(leg.connection(), leg.resource()))
        .toList();
  }

  /** Whether a deletion in one system is one in all of them. */
  boolean propagatesDeletes(ConflictRow row) {
    return of(row).filter(task -> task.deletes() == Deletes.PROPAGATE).isPresent();
  }
}
