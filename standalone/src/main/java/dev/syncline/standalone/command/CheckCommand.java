package dev.syncline.standalone.command;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.Connectors;
import dev.syncline.connectors.spi.EgressPolicy;
import dev.syncline.definitions.ConnectionSpec;
import dev.syncline.definitions.DeliverSpec;
import dev.syncline.definitions.Problem;
import dev.syncline.definitions.SyncFile;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.domain.SynclineException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code syncline check}: a file and its connections. Starts neither database nor engine, so it
 * works beside a running {@code serve}.
 */
@Command(
    name = "check",
    description =
        "Validates the file, then each connection: exists, enabled, configured, reachable.",
    footer = {"", "Exit codes: 0 all ready, 2 a connection is not ready, 64 bad usage or file."})
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
      ConnectionCheck source = connections.get(task.source().connection());
      if (source != null && source.ready()) {
        ready &= readable(task, checked.get());
      }
      doubtful(task, checked.get(), connections);
    }
    return ready ? ExitCode.OK : ExitCode.FAILED;
  }

  /** Reads a sample of the task's source, and warns of mapped fields that it does not have. */
  private boolean readable(TaskSpec task, CheckedFile checked) {
    ConnectionConfig config = config(task.source().connection(), checked);
    try {
      SampledFields sampled =
          SampledFields.of(task, config, connectors.require(config.connector()), context());
      String path = "tasks." + task.name();
      sampled.unknown(task).forEach((place, message) -> warn(path + "." + place, message, checked));
      if (sampled.keyless()) {
        String message = "needs a 'key': the source field that holds the external id";
        surroundings.terminal().err().println(problem(path, message, checked, false).text());
      }
      return !sampled.keyless();
    } catch (SynclineException e) {
      surroundings.terminal().out().println(task.name() + ": execution_error: " + e.getMessage());
      return false;
    }
  }

  /** Warns of deliveries whose creations cannot be sent again after a lost answer. */
  private void doubtful(
      TaskSpec task, CheckedFile checked, Map<String, ConnectionCheck> connections) {
    for (int i = 0; i < task.deliver().size(); i++) {
      DeliverSpec delivery = task.deliver().get(i);
      ConnectionCheck target = connections.get(delivery.connection());
      if (target == null || !target.configured()) {
        continue;
      }
      String path = "tasks." + task.name() + ".deliver[" + i + "]";
      ConnectionConfig config = config(delivery.connection(), checked);
      DoubtfulDeliveries.of(task, delivery, config, connectors.require(config.connector()))
          .ifPresent(message -> warn(path, message, checked));
    }
  }

  private void warn(String path, String message, CheckedFile checked) {
    surroundings
        .terminal()
        .err()
        .println(problem(path, message, checked, true).text() + " (warning)");
  }

  private Problem problem(String path, String message, CheckedFile checked, boolean warning) {
    int line = checked.lines().getOrDefault(path, 1);
    return new Problem(file.toString(), line, path, message, warning);
  }

  private static ConnectionConfig config(String connection, CheckedFile checked) {
    return checked.content().connections().stream()
        .filter(c -> c.name().equals(connection))
        .findFirst()
        .orElseThrow()
        .config();
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
