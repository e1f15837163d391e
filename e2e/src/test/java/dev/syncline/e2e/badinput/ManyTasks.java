package dev.syncline.e2e.badinput;

import static dev.syncline.e2e.product.Launcher.syncline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.e2e.product.DataFolder;
import dev.syncline.e2e.product.Launcher.Ended;
import dev.syncline.e2e.product.RunObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A sync file with one task a broken source, run once; a source that is out of order must not keep
 * the others from being read.
 */
final class ManyTasks {
  private final StringBuilder connections = new StringBuilder();
  private final StringBuilder tasks = new StringBuilder();

  /** A task and entity of that name on a connection of its own. */
  ManyTasks add(String name, String connector, String settings, String source) {
    connections.append("  %s:\n    connector: %s\n".formatted(name, connector));
    connections.append("    settings: %s\n".formatted(settings));
    tasks.append(
        """
          %1$s:
            entity: %1$s
            source: { connection: %1$s%2$s }
            key: id
            fields: { name: name }
            retry: { max_attempts: 1, initial: 10ms, max: 5s }
        """
            .formatted(name, source.isEmpty() ? "" : ", " + source));
    return this;
  }

  ManyTasks csv(String name, Path file) {
    return add(name, "csv", "{ path: \"" + file + "\" }", "");
  }

  ManyTasks jsonl(String name, Path file) {
    return add(name, "jsonl", "{ path: \"" + file + "\" }", "");
  }

  /** Runs all of them; the answer has the run object of each task. */
  Map<String, RunObject> run(DataFolder data) throws IOException {
    Path file = data.resolve("many.yaml");
    Files.writeString(file, "version: 1\nconnections:\n" + connections + "tasks:\n" + tasks);
    Ended ended =
        syncline("run", "--data", data.path(), file.toString(), "--output", "json")
            .with("SYNCLINE_ENGINE", "in-process")
            .run();
    Map<String, RunObject> runs = new HashMap<>();
    ended
        .lines()
        .forEach(
            line -> {
              RunObject run = RunObject.parse(line);
              runs.put(run.json().path("task").asString(), run);
            });
    assertThat(runs).as("run objects; stderr: %s", ended.err()).isNotEmpty();
    return runs;
  }
}
