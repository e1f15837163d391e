package dev.syncline.definitions.reading;

import dev.syncline.connectors.spi.ConnectorDescriptor;
import dev.syncline.connectors.spi.Connectors;
import dev.syncline.definitions.ConnectionSpec;
import dev.syncline.definitions.DeliverSpec;
import dev.syncline.definitions.ReferenceSpec;
import dev.syncline.definitions.TaskOrder;
import dev.syncline.definitions.TaskSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Checks what only the whole file shows: connections that exist, references without cycles. */
final class FileChecks {
  private final Map<String, ConnectionSpec> connections;
  private final Connectors connectors;
  private final Problems problems;

  FileChecks(Map<String, ConnectionSpec> connections, Connectors connectors, Problems problems) {
    this.connections = connections;
    this.connectors = connectors;
    this.problems = problems;
  }

  /** Checks one task; the item is where it stands. */
  void task(TaskSpec task, Item item, List<TaskSpec> all) {
    Item source = at(item, "source");
    boolean twoWay = task.direction() == TaskSpec.Direction.TWO_WAY;
    connection(task.source().connection(), at(source, "connection"), true);
    if (twoWay && connections.containsKey(task.source().connection())) {
      connection(task.source().connection(), at(source, "connection"), false);
    }
    Item deliveries = at(item, "deliver");
    for (int i = 0; i < task.deliver().size(); i++) {
      DeliverSpec deliver = task.deliver().get(i);
      Item one = deliveries instanceof Item.Sequence list ? list.items().get(i) : deliveries;
      connection(deliver.connection(), at(one, "connection"), false);
      if (twoWay && connections.containsKey(deliver.connection())) {
        connection(deliver.connection(), at(one, "connection"), true);
      }
    }
    for (ReferenceSpec reference : task.references()) {
      boolean filled = all.stream().anyMatch(t -> TaskOrder.fills(t, reference.entity()));
      if (!filled && !reference.entity().isEmpty()) {
        Item place = at(at(at(item, "references"), reference.name()), "entity");
        problems.warning(
            place.line(),
            place.path(),
            "no task of this file fills the entity '" + reference.entity() + "'");
      }
    }
  }

  private void connection(String name, Item at, boolean read) {
    if (name.isEmpty()) {
      return;
    }
    ConnectionSpec connection = connections.get(name);
    if (connection == null) {
      String hint =
          connections.isEmpty()
              ? "the file defines none"
              : Nearest.hint(name, connections.keySet());
      problems.error(at, "there is no connection '" + Shown.of(name) + "'; " + hint);
      return;
    }
    Predicate<ConnectorDescriptor> able =
        read ? ConnectorDescriptor::readable : ConnectorDescriptor::writable;
    Optional<ConnectorDescriptor> descriptor =
        connectors.find(connection.connector()).map(c -> c.descriptor());
    if (descriptor.isPresent() && !able.test(descriptor.get())) {
      problems.error(
          at,
          "connection '"
              + name
              + "' cannot be "
              + (read ? "read from" : "written to")
              + ": that is nothing connector '"
              + connection.connector()
              + "' does");
    }
  }

  /** The value under a key, or the item itself where there is none. */
  private static Item at(Item item, String key) {
    if (item instanceof Item.Mapping mapping && mapping.members().containsKey(key)) {
      return mapping.members().get(key).value();
    }
    return item;
  }

  void cycles(List<TaskSpec> tasks, Map<String, Item> items) {
    List<String> cycle = TaskOrder.cycle(tasks);
    if (!cycle.isEmpty()) {
      Item first = items.get(cycle.get(0));
      problems.error(
          first == null ? 1 : first.line(),
          first == null ? "tasks" : first.path(),
          "references go round in a circle: " + String.join(" → ", cycle));
    }
  }
}
