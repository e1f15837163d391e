package dev.syncline.standalone.command;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.TargetRequest;
import dev.syncline.definitions.DeliverSpec;
import dev.syncline.definitions.FieldSpec;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.domain.SynclineException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Deliveries whose creations a person would have to decide about, should an answer be lost. */
final class DoubtfulDeliveries {
  private DoubtfulDeliveries() {}

  /** What is to be said of a delivery, empty where its creations can be sent again. */
  static Optional<String> of(
      TaskSpec task, DeliverSpec delivery, ConnectionConfig config, Connector connector) {
    TargetRequest request =
        new TargetRequest(
            delivery.resource(),
            delivery.key(),
            List.copyOf(delivery.match().keySet()),
            fields(task, delivery));
    try {
      return connector
          .doubtfulCreation(config, request)
          .map(
              why ->
                  "a creation whose answer is lost cannot be sent again and will wait for a person"
                      + " (UNKNOWN): "
                      + why);
    } catch (SynclineException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** The names of the system's fields that are written; their types do not matter here. */
  private static Map<String, String> fields(TaskSpec task, DeliverSpec delivery) {
    Map<String, String> fields = new LinkedHashMap<>();
    Set<String> written = delivery.fields().keySet();
    written.forEach(name -> fields.put(name, "string"));
    if (written.isEmpty()) {
      for (FieldSpec field : task.fields()) {
        if (field.origin() instanceof FieldSpec.Split split) {
          split.into().values().forEach(name -> fields.put(name, "string"));
        } else {
          fields.put(field.name(), "string");
        }
      }
    }
    delivery.match().keySet().forEach(name -> fields.put(name, "string"));
    return fields;
  }
}
