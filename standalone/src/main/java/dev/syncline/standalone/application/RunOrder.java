package dev.syncline.standalone.application;

import dev.syncline.domain.SyncMode;
import java.util.List;

/** What a command asks to be run: tasks of one file, in the order of their dependencies. */
public record RunOrder(String tenant, List<String> tasks, SyncMode mode, boolean dryRun) {
  public RunOrder {
    tasks = List.copyOf(tasks);
  }
}
