package dev.syncline.standalone.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a child is kept out of the terminal's process group: Ctrl-C must reach this process alone,
 * which then stops its children in order.
 */
public final class Detached {
  private static final String PERL = "use POSIX 'setsid'; setsid(); exec { $ARGV[0] } @ARGV";

  private Detached() {}

  /** The words, led by what the machine has for a session of its own. */
  public static List<String> words(List<String> words, Map<String, String> environment) {
    List<String> all = new ArrayList<>();
    if (find("setsid", environment).isPresent()) {
      all.add("setsid");
    } else if (find("perl", environment).isPresent()) {
      all.addAll(List.of("perl", "-e", PERL)); // macOS has no setsid
    }
    all.addAll(words);
    return all;
  }

  /** The program of that name on the PATH. */
  public static Optional<Path> find(String program, Map<String, String> environment) {
    for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
      Path candidate = Path.of(folder.isEmpty() ? "." : folder, program);
      if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return Optional.of(candidate.toAbsolutePath());
      }
    }
    return Optional.empty();
  }
}
