package dev.syncline.control.run;

import dev.syncline.connectors.spi.Connectors;
import dev.syncline.definitions.Leg;
import dev.syncline.definitions.TaskOrder;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.definitions.reading.SyncFileReader;
import dev.syncline.store.task.StoredTask;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** The order of the tasks of a flow, and which of them wait for which. */
@Component
class FlowOrder {
  private final SyncFileReader definitions;

  FlowOrder(Connectors connectors) {
    this.definitions = new SyncFileReader(connectors);
  }

  TaskSpec spec(String name, String definition) {
    return definitions.fromDefinition(name, definition);
  }

  /** The connections whose systems a run of the task reads, its source's first. */
  List<String> read(StoredTask task) {
    return Leg.of(spec(task.name(), task.definition())).stream()
        .map(Leg::connection)
        .distinct()
        .toList();
  }

  /** The same, those that others refer to first. */
  <T> List<T> sort(List<T> steps, Function<T, StoredTask> task) {
    List<TaskSpec> specs =
        steps.stream().map(task).map(t -> spec(t.name(), t.definition())).toList();
    List<T> sorted = new ArrayList<>();
    TaskOrder.sort(specs).forEach(spec -> sorted.add(steps.get(specs.indexOf(spec))));
    return sorted;
  }

  /** The places before each task of those that it depends on. */
  static List<List<Integer>> after(List<TaskSpec> sorted) {
    List<List<Integer>> after = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      List<TaskSpec> needed = TaskOrder.needed(sorted.get(i), sorted);
      after.add(IntStream.range(0, i).filter(j -> needed.contains(sorted.get(j))).boxed().toList());
    }
    return after;
  }
}
