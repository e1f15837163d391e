package dev.syncline.definitions.reading;

import dev.syncline.definitions.Problem;
import dev.syncline.definitions.SyncFile;
import java.util.List;

/**
 * What a sync file says, with everything that was found wrong in it.
 *
 * @param file what could be read; to be used only where the file is {@link #valid()}
 * @param problems errors and warnings in the order of the lines
 */
public record ParsedSyncFile(SyncFile file, List<Problem> problems) {
  public ParsedSyncFile {
    problems = List.copyOf(problems);
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
