package dev.syncline.control.webhook;

import dev.syncline.store.task.StoredTask;
import dev.syncline.store.task.Tasks;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which tasks read from a connection, and what. */
@Component
class ReadingTasks {
  private final Tasks tasks;

  ReadingTasks(Tasks tasks) {
    this.tasks = tasks;
  }

  /** Those that read this resource. */
  List<StoredTask> reading(String tenant, String connection, String resource) {
    return readers(tenant, connection).stream()
        .filter(task -> resourceOf(task).equals(resource))
        .toList();
  }

  /** Every resource that a task reads. */
  List<String> resources(String tenant, String connection) {
    return readers(tenant, connection).stream().map(ReadingTasks::resourceOf).distinct().toList();
  }

  private List<StoredTask> readers(String tenant, String connection) {
    return tasks.using(tenant, connection).stream()
        .filter(task -> task.connection().equals(connection))
        .toList();
  }

  /** Empty where the connection has just one. */
  private static String resourceOf(StoredTask task) {
    JsonNode source = JsonMapper.shared().readTree(task.definition()).path("source");
    return source.path("resource").asString("");
  }
}
