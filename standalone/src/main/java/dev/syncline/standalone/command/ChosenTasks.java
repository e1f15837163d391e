package dev.syncline.standalone.command;

import dev.syncline.definitions.SyncFile;
import dev.syncline.definitions.TaskOrder;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.util.List;
import java.util.Set;

/** The names of the tasks to run, in the order in which they run. */
final class ChosenTasks {
  private ChosenTasks() {}

  /**
   * The names.
   *
   * @param chosen empty for all
   * @throws SynclineException INVALID where one that was chosen is not in the file
   */
  static List<String> of(SyncFile file, Set<String> chosen) {
    List<String> ordered = TaskOrder.sort(file.tasks()).stream().map(TaskSpec::name).toList();
    for (String name : chosen) {
      if (!ordered.contains(name)) {
        throw SynclineException.of(
            Category.INVALID, "there is no task '" + name + "' in the file; it has " + ordered);
      }
    }
    return ordered.stream().filter(name -> chosen.isEmpty() || chosen.contains(name)).toList();
  }
}
