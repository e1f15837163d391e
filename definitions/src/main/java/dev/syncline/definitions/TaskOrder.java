package dev.syncline.definitions;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The order in which tasks run: those that fill an entity before those that refer to it, otherwise
 * as written. A reference to the task's own entity orders nothing.
 */
public final class TaskOrder {
  private final List<TaskSpec> tasks;
  private final Set<TaskSpec> done = new LinkedHashSet<>();
  private final Deque<TaskSpec> open = new ArrayDeque<>();

  private TaskOrder(List<TaskSpec> tasks) {
    this.tasks = tasks;
  }

  /** The tasks in order; those of a cycle, which a checked file has not, as far as it goes. */
  public static List<TaskSpec> sort(List<TaskSpec> tasks) {
    TaskOrder order = new TaskOrder(tasks);
    tasks.forEach(order::visit);
    return List.copyOf(order.done);
  }

  private void visit(TaskSpec task) {
    if (done.contains(task) || open.contains(task)) {
      return;
    }
    open.push(task);
    needed(task, tasks).forEach(this::visit);
    open.pop();
    done.add(task);
  }

  /** The names of the tasks of a cycle, the first again at its end; empty where there is none. */
  public static List<String> cycle(List<TaskSpec> tasks) {
    TaskOrder order = new TaskOrder(tasks);
    for (TaskSpec task : tasks) {
      List<String> cycle = order.cycleFrom(task);
      if (!cycle.isEmpty()) {
        return cycle;
      }
    }
    return List.of();
  }

  private List<String> cycleFrom(TaskSpec task) {
    if (open.contains(task)) {
      List<String> names = new ArrayList<>();
      names.add(task.name());
      for (TaskSpec earlier : open) {
        names.add(0, earlier.name());
        if (earlier == task) {
          return names;
        }
      }
    }
    if (done.contains(task)) {
      return List.of();
    }
    open.push(task);
    for (TaskSpec next : needed(task, tasks)) {
      List<String> cycle = cycleFrom(next);
      if (!cycle.isEmpty()) {
        return cycle;
      }
    }
    open.pop();
    done.add(task);
    return List.of();
  }

  /** Those of the tasks that fill what a task refers to. */
  public static List<TaskSpec> needed(TaskSpec task, List<TaskSpec> tasks) {
    return tasks.stream()
        .filter(other -> other != task && !other.entity().equals(task.entity()))
        .filter(other -> task.references().stream().anyMatch(r -> fills(other, r.entity())))
        .toList();
  }

  /** Whether a task makes records of an entity, itself or derived ones. */
  public static boolean fills(TaskSpec task, String entity) {
    return task.entity().equals(entity)
        || task.derive().stream().anyMatch(derive -> derive.entity().equals(entity));
  }
}
