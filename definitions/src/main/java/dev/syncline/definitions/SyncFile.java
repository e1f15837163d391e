package dev.syncline.definitions;

import java.util.List;

/** A whole sync file, checked: its connections and tasks in the order they were written. */
public record SyncFile(
    String tenant, boolean sandbox, List<ConnectionSpec> connections, List<TaskSpec> tasks) {

  public SyncFile {
    connections = List.copyOf(connections);
    tasks = List.copyOf(tasks);
  }
}
