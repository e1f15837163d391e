package dev.syncline.control.definition;

import dev.syncline.control.schedule.TaskSchedules;
import dev.syncline.definitions.ConnectionSpec;
import dev.syncline.definitions.Fingerprint;
import dev.syncline.definitions.SyncFile;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.store.connection.Connections;
import dev.syncline.store.connection.StoredConnection;
import dev.syncline.store.sandbox.SandboxSwitch;
import dev.syncline.store.task.StoredTask;
import dev.syncline.store.task.Tasks;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Brings a sync file into the store: what it defines is created or replaced, what it defined before
 * and no longer does is removed. Records stay.
 */
@Component
public class FileLoader {
  private final Connections connections;
  private final Tasks tasks;
  private final TaskSchedules schedules;
  private final SandboxSwitch sandbox;

  public FileLoader(
      Connections connections, Tasks tasks, TaskSchedules schedules, SandboxSwitch sandbox) {
    this.connections = connections;
    this.tasks = tasks;
    this.schedules = schedules;
    this.sandbox = sandbox;
  }

  /** Loads a file that was read without problems. */
  public void load(SyncFile file, Path path) {
    String owner = "file:" + path.toAbsolutePath().normalize();
    String tenant = file.tenant();
    for (ConnectionSpec connection : file.connections()) {
      sandbox.with(
          tenant, connection.name(), file.sandbox(), () -> save(tenant, connection, owner));
    }
    int position = 0;
    for (TaskSpec task : file.tasks()) {
      tasks.save(
          tenant,
          task.name(),
          task.entity(),
          task.source().connection(),
          position++,
          task.definition().toString(),
          Fingerprint.of(task),
          owner);
      schedules.follow(tenant, task, owner);
    }
    removeGone(file, tenant, owner);
  }

  private void save(String tenant, ConnectionSpec connection, String owner) {
    connections.save(
        tenant,
        connection.name(),
        connection.connector(),
        connection.enabled(),
        connection.shownSettings().toString(),
        connection.keptSecrets(),
        owner);
  }

  private void removeGone(SyncFile file, String tenant, String owner) {
    Set<String> taskNames = file.tasks().stream().map(TaskSpec::name).collect(Collectors.toSet());
    for (StoredTask task : tasks.managedBy(tenant, owner)) {
      if (!taskNames.contains(task.name())) {
        schedules.remove(tenant, task.name());
        tasks.delete(tenant, task.name());
      }
    }
    Set<String> connectionNames =
        file.connections().stream().map(ConnectionSpec::name).collect(Collectors.toSet());
    for (StoredConnection connection : connections.list(tenant)) {
      if (owner.equals(connection.managedBy()) && !connectionNames.contains(connection.name())) {
        connections.delete(tenant, connection.name());
      }
    }
  }
}
