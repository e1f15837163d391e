package dev.syncline.api.tasks;

import dev.syncline.api.web.Params;
import dev.syncline.api.web.PostedDefinitions;
import dev.syncline.control.schedule.TaskSchedules;
import dev.syncline.definitions.Fingerprint;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.domain.Category;
import dev.syncline.domain.Names;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.connection.Connections;
import dev.syncline.store.connection.StoredConnection;
import dev.syncline.store.project.Projects;
import dev.syncline.store.task.StoredTask;
import dev.syncline.store.task.Tasks;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Checks tasks that are posted and stores them. */
@Component
class TaskStore {
  private static final List<String> READ_ONLY = List.of("managed_by", "created_at", "updated_at");

  private final Tasks tasks;
  private final Connections connections;
  private final Projects projects;
  private final PostedDefinitions definitions;
  private final TaskSchedules schedules;

  TaskStore(
      Tasks tasks,
      Connections connections,
      Projects projects,
      PostedDefinitions definitions,
      TaskSchedules schedules) {
    this.tasks = tasks;
    this.connections = connections;
    this.projects = projects;
    this.definitions = definitions;
    this.schedules = schedules;
  }

  StoredTask find(String tenant, String name) {
    return tasks
        .find(tenant, Names.require("task", name))
        .orElseThrow(() -> Params.notFound("there is no task '" + name + "'"));
  }

  StoredTask save(String tenant, String name, ObjectNode body) {
    ObjectNode definition = body.deepCopy();
    definition.remove(READ_ONLY);
    Set<String> known =
        connections.list(tenant).stream()
            .map(StoredConnection::name)
            .collect(Collectors.toUnmodifiableSet());
    TaskSpec spec = definitions.task(name, definition, known);
    if (projects.find(tenant, spec.entity()).isPresent()) {
      throw SynclineException.of(
          Category.CONFLICT,
          "ENTITY_TAKEN",
          "the entity '" + spec.entity() + "' belongs to the project of that name");
    }
    tasks.save(
        tenant,
        name,
        spec.entity(),
        spec.source().connection(),
        0,
        spec.definition().toString(),
        Fingerprint.of(spec),
        null);
    schedules.follow(tenant, spec, null);
    return find(tenant, name);
  }

  void delete(String tenant, String name) {
    schedules.remove(tenant, name);
    tasks.delete(tenant, name);
  }

  static void requireOwn(StoredTask task) {
    if (task.managedBy() != null) {
      throw SynclineException.of(
          Category.CONFLICT,
          "MANAGED_BY_FILE",
          "task '" + task.name() + "' is defined by a sync file; change it there");
    }
  }
}
