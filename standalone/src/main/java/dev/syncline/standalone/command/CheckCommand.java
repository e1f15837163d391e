package dev.syncline.standalone.command;

import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.Connectors;
import dev.syncline.connectors.spi.EgressPolicy;
import dev.syncline.definitions.ConnectionSpec;
import dev.syncline.definitions.SyncFile;
import dev.syncline.definitions.TaskSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code syncline check}: a file, its connections, and the systems as its tasks name them. Starts
 * neither database nor engine, so it works beside a running {@code serve}.
 */
@Command(
    name = "check",
    description =
        "Validates the file, then each connection: exists, enabled, configured, reachable; then looks"
            + " whether the systems have the fields that the tasks name.",
    footer = {
      "",
      "Exit codes: 0 all ready, 2 a connection is not ready or a task would be refused,",
      "64 bad usage or file."
    })
final class CheckCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Connectors connectors = Connectors.installed();
  @Mixin private PlatformOptions platform = new PlatformOptions();

  @Parameters(paramLabel = "FILE", description = "The sync file.")
  private Path file = Path.of("");

  CheckCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    platform.settings(surroundings.environment()); // refuses options that contradict each other
    Optional<CheckedFile> checked = CheckedFile.read(file, surroundings);
    if (checked.isEmpty()) {
      return ExitCode.USAGE;
    }
    SyncFile content = checked.get().content();
    surroundings
        .terminal()
        .out()
        .println(
            file
                + ": valid, "
                + counted(content.tasks().size(), "task")
                + ", "
                + counted(content.connections().size(), "connection"));
    boolean ready = true;
    Map<String, ConnectionCheck> connections = connections(content);
    for (Map.Entry<String, ConnectionCheck> entry : connections.entrySet()) {
      surroundings.terminal().out().println(entry.getValue().line(entry.getKey()));
      ready &= entry.getValue().ready();
    }
    for (TaskSpec task : content.tasks()) {
      ready &=
          new TaskCheck(
                  task, checked.get(), connections, connectors, context(), surroundings.terminal())
              .ready();
    }
    return ready ? ExitCode.OK : ExitCode.FAILED;
  }

  private ConnectorContext context() {
    return new ConnectorContext(surroundings.clock(), EgressPolicy.permissive(), () -> {});
  }

  private static String counted(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private Map<String, ConnectionCheck> connections(SyncFile content) {
    ConnectorContext context = context();
    Map<String, ConnectionCheck> checks = new LinkedHashMap<>();
    for (ConnectionSpec connection : content.connections()) {
      checks.put(connection.name(), ConnectionCheck.of(connection, connectors, context));
    }
    content
        .tasks()
        .forEach(
            task -> {
              checks.putIfAbsent(task.source().connection(), ConnectionCheck.NOT_FOUND);
              task.deliver()
                  .forEach(to -> checks.putIfAbsent(to.connection(), ConnectionCheck.NOT_FOUND));
            });
    return checks;
  }
}
