package dev.syncline.definitions.reading;

import dev.syncline.definitions.Problem;
import dev.syncline.definitions.SyncFile;
import java.util.List;
import java.util.Map;

/**
 * What a sync file says, with everything that was found wrong in it.
 *
 * @param file what could be read; to be used only where the file is {@link #valid()}
 * @param problems errors and warnings in the order of the lines
 * @param lines the line that each entry stands on, by its path, such as {@code tasks.people.key}
 */
public record ParsedSyncFile(SyncFile file, List<Problem> problems, Map<String, Integer> lines) {
  public ParsedSyncFile {
    problems = List.copyOf(problems);
    lines = Map.copyOf(lines);
  }

  public boolean valid() {
    return errors().isEmpty();
  }

  public List<Problem> errors() {
    return problems.stream().filter(problem -> !problem.warning()).toList();
  }

  public List<Problem> warnings() {
    return problems.stream().filter(Problem::warning).toList();
  }
}
