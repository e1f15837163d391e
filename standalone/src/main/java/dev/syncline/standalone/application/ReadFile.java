package dev.syncline.standalone.application;

import dev.syncline.definitions.Problem;
import dev.syncline.definitions.SyncFile;
import java.util.List;
import java.util.Map;

/**
 * What a sync file says.
 *
 * @param content to be used only where there are no errors
 * @param problems errors and warnings in the order of the lines
 * @param lines the line that each entry stands on, by its path
 */
public record ReadFile(SyncFile content, List<Problem> problems, Map<String, Integer> lines) {
  public ReadFile {
    problems = List.copyOf(problems);
    lines = Map.copyOf(lines);
  }

  public boolean valid() {
    return problems.stream().allMatch(Problem::warning);
  }
}
