package dev.syncline.standalone.command;

import dev.syncline.standalone.application.Decisions;
import dev.syncline.standalone.console.PlanLines;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code syncline approvals}: decides on runs that a gate stopped. Where a server has the data, it
 * takes the decision.
 */
@Command(
    name = "approvals",
    description = "Runs that a gate stopped before their first write: list, approve, reject.")
final class ApprovalsCommand {
  private final Surroundings surroundings;

  ApprovalsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Command(
      name = "list",
      description = "What waits, why, and what it would do.",
      mixinStandardHelpOptions = true)
  int list(@Mixin PlatformOptions platform, @Mixin TenantOption tenant) {
    Deciding deciding = new Deciding(surroundings, platform, tenant.name());
    return deciding.decide(
        decisions -> {
          deciding.print(PlanLines.waiting(decisions.waiting(tenant.name())));
          return ExitCode.OK;
        });
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
    Deciding deciding = new Deciding(surroundings, platform, tenant.name());
    return deciding.decide(
        session -> {
          session.decisions().approve(tenant.name(), id);
          return deciding.follow(session, List.of(id));
        },
        server -> {
          server.approve(tenant.name(), id);
          deciding.say("run " + id + " goes on in the running server");
          return ExitCode.OK;
        });
  }

  @Command(
      name = "reject",
      description = "Cancels a run; nothing of it was written.",
      mixinStandardHelpOptions = true)
  int reject(
      @Mixin PlatformOptions platform,
      @Mixin TenantOption tenant,
      @Parameters(paramLabel = "SYNC_ID", description = "As 'approvals list' shows it.") UUID id) {
    Deciding deciding = new Deciding(surroundings, platform, tenant.name());
    return deciding.decide(decisions -> reject(decisions, deciding, id));
  }

  private static int reject(Decisions decisions, Deciding deciding, UUID id) {
    decisions.reject(deciding.tenant(), id);
    deciding.say("run " + id + " is cancelled");
    return ExitCode.OK;
  }
}
