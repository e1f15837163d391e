package dev.syncline.standalone.command;

import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.standalone.application.RunOrder;
import dev.syncline.standalone.application.Session;
import dev.syncline.standalone.console.PsqlHint;
import dev.syncline.standalone.console.RunSummary;
import dev.syncline.standalone.console.RunView;
import dev.syncline.standalone.demo.DemoFolder;
import dev.syncline.standalone.directory.DataDirectory;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code syncline demo}: the sample, from file to database, before your eyes. */
@Command(
    name = "demo",
    description = "Syncs a generated sample of people into PostgreSQL and shows what became of it.")
final class DemoCommand implements Callable<Integer> {
  private static final int TROUBLES_SHOWN = 10;

  private final Surroundings surroundings;
  @Mixin private PlatformOptions platform = new PlatformOptions();

  DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    PrintStream out = surroundings.terminal().out();
    DataDirectory data = platform.settings(surroundings.environment()).data().create();
    DemoFolder folder = DemoFolder.write(data.demo());
    Optional<CheckedFile> checked = CheckedFile.read(folder.syncFile(), surroundings);
    if (checked.isEmpty()) {
      return ExitCode.USAGE;
    }
    out.println("People with typos, gaps and broken rows, from " + folder.people());
    out.println("by " + folder.syncFile() + " into PostgreSQL.");
    try (Session session = platform.open(surroundings, List.of(checked.get()))) {
      out.println("  engine    " + session.facts().engine());
      out.println("  database  " + session.facts().database());
      out.println();
      List<RunView> runs = run(session, checked.get());
      runs.forEach(
          run -> RunSummary.lines(run, TROUBLES_SHOWN, platform.next()).forEach(out::println));
      boolean well =
          runs.stream()
              .allMatch(
                  run ->
                      run.status() == RunStatus.COMPLETED
                          || run.status() == RunStatus.COMPLETED_WITH_ERRORS);
      if (!well) {
        return ExitCode.of(runs);
      }
      out.println();
      next(data, folder.syncFile(), session.facts()).forEach(out::println);
      return ExitCode.OK; // the bad rows belong to the show
    }
  }

  private List<RunView> run(Session session, CheckedFile checked) {
    String tenant = checked.content().tenant();
    List<String> tasks = ChosenTasks.of(checked.content(), Set.of());
    List<UUID> ids = session.runs().start(new RunOrder(tenant, tasks, SyncMode.FULL, false));
    return new RunWatch(session, tenant, surroundings.terminal()).follow(ids, run -> {});
  }

  private List<String> next(DataDirectory data, Path syncFile, Session.Facts facts) {
    String option = " --data " + data.root();
    Path url = facts.databaseUrlFile();
    return List.of(
        "The data is in the table syncline.record. To look at it, keep everything running with",
        "  ./syncline serve" + option + " --config " + syncFile,
        "and in another terminal",
        "  " + PsqlHint.of(url, "select data from syncline.record limit 5"),
        "  curl -s http://127.0.0.1:8923/api/sync/status",
        "  curl -s 'http://127.0.0.1:8923/api/sync/failures?entity=customers'",
        "Run it again, and nothing changes; edit people.csv first, and only that does:",
        "  ./syncline run" + option + " " + syncFile + " --output json");
  }
}
