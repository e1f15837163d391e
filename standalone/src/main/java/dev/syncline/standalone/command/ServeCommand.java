package dev.syncline.standalone.command;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.application.Session;
import dev.syncline.standalone.application.SessionSettings;
import dev.syncline.standalone.console.ConsoleLog;
import dev.syncline.standalone.console.PsqlHint;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code syncline serve}: API, console and worker in one process, until it is stopped. */
@Command(
    name = "serve",
    description = "API and worker in one process.",
    footer = {
      "",
      "Exit codes: 3 the port is taken or another process has the data, 64 bad usage or file."
    })
final class ServeCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private PlatformOptions platform = new PlatformOptions();

  @Option(names = "--port", paramLabel = "PORT", description = "Of the API. Default: 8923.")
  private int port = 8923;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "Where to listen. Default: 127.0.0.1; any other address needs API keys.")
  private String bind = "127.0.0.1";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "A sync file to load; may be given several times. Without one, what the data directory"
              + " holds goes on.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--files-root",
      paramLabel = "DIR",
      description =
          "Where paths that are posted must lie; may be given several times. Default: the folders"
              + " of the sync files and the data, on loopback any.")
  private List<Path> filesRoots = new ArrayList<>();

  @Option(
      names = "--without-worker",
      description =
          "Execute no runs here: 'syncline worker' does, on the same database and Temporal server.")
  private boolean withoutWorker;

  ServeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (port < 0 || port > 65_535) {
      throw SynclineException.of(
          Category.INVALID, "--port is " + port + "; allowed are 0 (any free one) to 65535");
    }
    List<CheckedFile> checked = new ArrayList<>();
    for (Path file : files) {
      CheckedFile.read(file, surroundings).ifPresent(checked::add);
    }
    if (checked.size() < files.size()) {
      return ExitCode.USAGE;
    }
    SessionSettings.Web web = new SessionSettings.Web(bind, port, filesRoots, false);
    try (Session session =
        platform.open(
            surroundings, ConsoleLog.TALKATIVE, Optional.of(web), !withoutWorker, checked)) {
      announce(session.facts());
      Waiting.untilClosing(session);
      return ExitCode.OK;
    }
  }

  private void announce(Session.Facts facts) {
    PrintStream out = surroundings.terminal().out();
    out.println("Syncline is ready.");
    facts
        .api()
        .ifPresent(
            api -> {
              out.println("  API        " + api + "/api/v1");
              out.println("  OpenAPI    " + api + "/v3/api-docs");
            });
    out.println("  engine     " + facts.engine());
    facts.webUi().ifPresent(ui -> out.println("  web UI     " + ui));
    out.println("  database   " + facts.database());
    out.println("  its URL    in " + facts.databaseUrlFile() + "; to look into it:");
    out.println(
        "             "
            + PsqlHint.of(
                facts.databaseUrlFile(), "select entity, data from syncline.record limit 5"));
  }
}
