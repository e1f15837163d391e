package dev.syncline.standalone.command;

import dev.syncline.definitions.Problem;
import dev.syncline.definitions.SyncFile;
import dev.syncline.standalone.application.FileToLoad;
import dev.syncline.standalone.application.ReadFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A sync file that was read and found right; its problems have been written to stderr. */
record CheckedFile(Path path, SyncFile content, Map<String, Integer> lines) {

  /** The file, or nothing where it has errors. */
  static Optional<CheckedFile> read(Path path, Surroundings surroundings) {
    ReadFile read = surroundings.files().read(path);
    for (Problem problem : read.problems()) {
      String kind = problem.warning() ? " (warning)" : "";
      surroundings.terminal().err().println(problem.text() + kind);
    }
    return read.valid()
        ? Optional.of(new CheckedFile(path, read.content(), read.lines()))
        : Optional.empty();
  }

  /** The line of an entry, or of what it stands in. */
  int line(String path) {
    for (String at = path; !at.isEmpty(); at = at.replaceFirst("(^|\\.)[^.]*$", "")) {
      Integer line = lines.get(at);
      if (line != null) {
        return line;
      }
    }
    return 1;
  }

  FileToLoad toLoad() {
    return new FileToLoad(path, content);
  }
}
