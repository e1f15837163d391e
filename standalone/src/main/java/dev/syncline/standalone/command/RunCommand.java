package dev.syncline.standalone.command;

import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.standalone.application.RunOrder;
import dev.syncline.standalone.application.Session;
import dev.syncline.standalone.console.PlanLines;
import dev.syncline.standalone.console.RunSummary;
import dev.syncline.standalone.console.RunView;
import dev.syncline.store.database.Range;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code syncline run}: the tasks of a file, once. */
@Command(
    name = "run",
    description = "Runs the file's tasks once, in the order of their dependencies.",
    footer = {
      "",
      "Exit codes: 0 completed, 1 completed with errors, 2 failed, 3 refused",
      "(a sync is in progress, a gate stopped it, or another process has the",
      "data), 64 bad usage or an invalid file."
    })
final class RunCommand implements Callable<Integer> {
  private static final int TROUBLES_SHOWN = 10;
  private static final Range ITEMS_SHOWN = new Range(50, 0);

  private final Surroundings surroundings;
  @Mixin private PlatformOptions platform = new PlatformOptions();

  @Parameters(paramLabel = "FILE", description = "The sync file.")
  private Path file = Path.of("");

  @Option(
      names = "--task",
      paramLabel = "NAME",
      description = "Only this task; may be given several times.")
  private Set<String> tasks = new LinkedHashSet<>();

  @Option(
      names = "--mode",
      paramLabel = "full|incremental",
      description = "Read everything, or what changed since the last run. Default: full.")
  private SyncMode mode = SyncMode.FULL;

  @Option(names = "--dry-run", description = "Write nothing; say what would be done.")
  private boolean dryRun;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      description = "json: one run object a line on stdout, nothing else. Default: text.")
  private Output output = Output.TEXT;

  RunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Optional<CheckedFile> checked = CheckedFile.read(file, surroundings);
    if (checked.isEmpty()) {
      return ExitCode.USAGE;
    }
    List<String> ordered = ChosenTasks.of(checked.get().content(), tasks);
    try (Session session = platform.open(surroundings, List.of(checked.get()))) {
      return ExitCode.of(run(session, checked.get(), ordered));
    }
  }

  private List<RunView> run(Session session, CheckedFile checked, List<String> ordered) {
    String tenant = checked.content().tenant();
    List<UUID> ids = session.runs().start(new RunOrder(tenant, ordered, mode, dryRun));
    List<DryRunPlan> plans = new ArrayList<>();
    List<RunView> runs =
        new RunWatch(session, tenant, surroundings.terminal())
            .follow(ids, run -> print(run, session, tenant, plans));
    DryRunPlan.next(plans, runs.size(), tenant, platform.next())
        .forEach(surroundings.terminal().out()::println);
    return runs;
  }

  private void print(RunView run, Session session, String tenant, List<DryRunPlan> plans) {
    PrintStream out = surroundings.terminal().out();
    switch (output) {
      case JSON -> {
        out.println(run.run());
        if (run.status() == RunStatus.WAITING_APPROVAL) {
          surroundings
              .terminal()
              .err()
              .println("syncline: " + RunSummary.waiting(run, platform.next()));
        }
      }
      case TEXT -> {
        RunSummary.lines(run, TROUBLES_SHOWN, platform.next()).forEach(out::println);
        if (dryRun && run.status() == RunStatus.COMPLETED) {
          UUID id = UUID.fromString(run.syncId());
          ObjectNode plan = session.decisions().plan(tenant, id, ITEMS_SHOWN);
          PlanLines.plan(plan, tenant, platform.next()).forEach(out::println);
          plans.add(new DryRunPlan(run, plan));
        }
      }
    }
  }
}
