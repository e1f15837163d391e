package dev.syncline.definitions.reading;

import dev.syncline.definitions.Problem;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The problems found so far, each with its place. */
final class Problems {
  private final @Nullable String file;
  private final List<Problem> found = new ArrayList<>();

  /**
   * @param file the file as the user named it, or null for posted JSON
   */
  Problems(@Nullable String file) {
    this.file = file;
  }

  /** Whether the text came from outside, where nothing of this machine may be read. */
  boolean posted() {
    return file == null;
  }

  void error(Item at, String message) {
    error(at.line(), at.path(), message);
  }

  void error(int line, String path, String message) {
    found.add(new Problem(file, line, path, message, false));
  }

  void warning(int line, String path, String message) {
    found.add(new Problem(file, line, path, message, true));
  }

  boolean hasErrors() {
    return found.stream().anyMatch(problem -> !problem.warning());
  }

  /** In the order of the lines. */
  List<Problem> list() {
    return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
  }

  /** Throws INVALID_REQUEST with every error in its details, if there is one. */
  void throwIfErrors(String what) {
    List<Problem> errors = list().stream().filter(problem -> !problem.warning()).toList();
    if (errors.isEmpty()) {
      return;
    }
    String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
    throw SynclineException.of(
            Category.INVALID,
            "INVALID_REQUEST",
            what + " is not valid: " + errors.get(0).text() + more)
        .with(Map.of("problems", errors.stream().map(Problems::json).toList()));
  }

  private static Map<String, Object> json(Problem problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("path", problem.path());
    json.put("line", problem.line());
    json.put("message", problem.message());
    return json;
  }
}
