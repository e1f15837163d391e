package dev.syncline.standalone.command;

import dev.syncline.standalone.application.Session;
import dev.syncline.standalone.application.SessionSettings;
import dev.syncline.standalone.console.ConsoleLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code syncline worker}: executes runs; its port is for probes on the machine itself. */
@Command(
    name = "worker",
    description = "A worker by itself, beside 'serve --without-worker' on the same database.")
final class WorkerCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private PlatformOptions platform = new PlatformOptions();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Of /actuator/health, on 127.0.0.1. Default: 8924.")
  private int port = 8924;

  WorkerCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    SessionSettings.Web web = new SessionSettings.Web("127.0.0.1", port, List.of(), true);
    try (Session session =
        platform.open(surroundings, ConsoleLog.TALKATIVE, Optional.of(web), true, List.of())) {
      surroundings.terminal().out().println("The worker is ready.");
      surroundings.terminal().out().println("  engine     " + session.facts().engine());
      surroundings.terminal().out().println("  database   " + session.facts().database());
      Waiting.untilClosing(session);
      return ExitCode.OK;
    }
  }
}
