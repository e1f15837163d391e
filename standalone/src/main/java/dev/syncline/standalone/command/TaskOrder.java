package dev.syncline.standalone.command;

import dev.syncline.definitions.ReferenceSpec;
import dev.syncline.definitions.SyncFile;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The order in which tasks run: what is referred to before what refers to it, else as written. */
final class TaskOrder {
  private final Map<String, TaskSpec> waiting = new LinkedHashMap<>();
  private final java.util.ArrayList<String> ordered = new java.util.ArrayList<>();

  private TaskOrder(List<TaskSpec> tasks) {
    tasks.forEach(task -> waiting.put(task.name(), task));
  }

  /**
   * The names in order.
   *
   * @param chosen the tasks to run; empty for all
   * @throws SynclineException INVALID where one that was chosen is not in the file
   */
  static List<String> of(SyncFile file, Set<String> chosen) {
    Set<String> known =
        file.tasks().stream()
            .map(TaskSpec::name)
            .collect(java.util.stream.Collectors.toCollection(java.util.LinkedHashSet::new));
    for (String name : chosen) {
      if (!known.contains(name)) {
        throw SynclineException.of(
            Category.INVALID, "there is no task '" + name + "' in the file; it has " + known);
      }
    }
    List<TaskSpec> tasks =
        file.tasks().stream()
            .filter(task -> chosen.isEmpty() || chosen.contains(task.name()))
            .toList();
    return new TaskOrder(tasks).sort();
  }

  private List<String> sort() {
    while (!waiting.isEmpty()) {
      place(waiting.values().iterator().next());
    }
    return List.copyOf(ordered);
  }

  private void place(TaskSpec task) {
    waiting.remove(task.name());
    for (ReferenceSpec reference : task.references()) {
      for (TaskSpec other : List.copyOf(waiting.values())) {
        if (other.entity().equals(reference.entity()) && waiting.containsKey(other.name())) {
          place(other);
        }
      }
    }
    ordered.add(task.name());
  }
}
