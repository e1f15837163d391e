package dev.syncline.standalone.command;

import dev.syncline.domain.Names;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.application.Decisions;
import dev.syncline.standalone.application.RemoteDecisions;
import dev.syncline.standalone.application.Session;
import dev.syncline.standalone.console.PlanLines;
import dev.syncline.standalone.console.RunSummary;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code syncline approvals}: decides on runs that a gate stopped. Where a server has the data, it
 * takes the decision.
 */
@Command(
    name = "approvals",
    description = "Runs that a gate stopped before their first write: list, approve, reject.")
final class ApprovalsCommand {
  private static final int TROUBLES_SHOWN = 10;

  private final Surroundings surroundings;

  ApprovalsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Whose run it is. */
  static final class TenantOption {
    @Option(
        names = "--tenant",
        paramLabel = "TENANT",
        defaultValue = Names.DEFAULT_TENANT,
        description = "Whose runs. Default: ${DEFAULT-VALUE}.")
    private String tenant = Names.DEFAULT_TENANT;

    String name() {
      return Names.require("tenant", tenant);
    }
  }

  @Command(
      name = "list",
      description = "What waits, why, and what it would do.",
      mixinStandardHelpOptions = true)
  int list(@Mixin PlatformOptions platform, @Mixin TenantOption tenant) {
    return decide(
        platform,
        session -> list(session.decisions(), tenant.name()),
        server -> list(server, tenant.name()));
  }

  private int list(Decisions decisions, String tenant) {
    PlanLines.waiting(decisions.waiting(tenant)).forEach(surroundings.terminal().out()::println);
    return ExitCode.OK;
  }

  @Command(
      name = "approve",
      description = "Lets a run go on: exactly its plan is applied.",
      mixinStandardHelpOptions = true,
      footer = {"", "Exit codes: as of run; 3 where the plan cannot be applied any more."})
  int approve(
      @Mixin PlatformOptions platform,
      @Mixin TenantOption tenant,
      @Parameters(paramLabel = "SYNC_ID", description = "As 'approvals list' shows it.") UUID id) {
    return decide(
        platform,
        session -> {
          session.decisions().approve(tenant.name(), id);
          return follow(session, tenant.name(), id);
        },
        server -> {
          server.approve(tenant.name(), id);
          surroundings.terminal().err().println("run " + id + " goes on in the running server");
          return ExitCode.OK;
        });
  }

  private int follow(Session session, String tenant, UUID id) {
    RunWatch watch = new RunWatch(session, tenant, surroundings.terminal());
    return ExitCode.of(
        watch.follow(
            List.of(id),
            run ->
                RunSummary.lines(run, TROUBLES_SHOWN)
                    .forEach(surroundings.terminal().out()::println)));
  }

  @Command(
      name = "reject",
      description = "Cancels a run; nothing of it was written.",
      mixinStandardHelpOptions = true)
  int reject(
      @Mixin PlatformOptions platform,
      @Mixin TenantOption tenant,
      @Parameters(paramLabel = "SYNC_ID", description = "As 'approvals list' shows it.") UUID id) {
    return decide(
        platform,
        session -> reject(session.decisions(), tenant.name(), id),
        server -> reject(server, tenant.name(), id));
  }

  private int reject(Decisions decisions, String tenant, UUID id) {
    decisions.reject(tenant, id);
    surroundings.terminal().err().println("run " + id + " is cancelled");
    return ExitCode.OK;
  }

  private int decide(
      PlatformOptions platform, ToIntFunction<Session> here, ToIntFunction<Decisions> there) {
    try (Session session = platform.open(surroundings, List.of())) {
      return here.applyAsInt(session);
    } catch (SynclineException e) {
      if (e.code().equals("DATA_IN_USE") && e.details().get("url") instanceof String url) {
        return there.applyAsInt(new RemoteDecisions(URI.create(url), surroundings.environment()));
      }
      throw e;
    }
  }
}
