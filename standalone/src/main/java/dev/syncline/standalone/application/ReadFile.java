package dev.syncline.standalone.application;

import dev.syncline.definitions.Problem;
import dev.syncline.definitions.SyncFile;
import java.util.List;

/**
 * What a sync file says.
 *
 * @param content to be used only where there are no errors
 * @param problems errors and warnings in the order of the lines
 */
public record ReadFile(SyncFile content, List<Problem> problems) {
  public ReadFile {
    problems = List.copyOf(problems);
  }

  public boolean valid() {
    return problems.stream().allMatch(Problem::warning);
  }
}
