package dev.syncline.standalone.command;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.application.Decisions;
import dev.syncline.standalone.console.PlanLines;
import dev.syncline.standalone.console.PlannedChanges;
import dev.syncline.store.database.Range;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code syncline plans}: what dry runs would do, and doing exactly that. Where a server has the
 * data, it does it.
 */
@Command(name = "plans", description = "What a dry run would do: show it, or do exactly that.")
final class PlansCommand {
  private final Surroundings surroundings;

  PlansCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Command(
      name = "show",
      description = "What the plan of a dry run, or of a run that a gate stopped, would do.",
      mixinStandardHelpOptions = true)
  int show(
      @Mixin PlatformOptions platform,
      @Mixin TenantOption tenant,
      @Parameters(paramLabel = "SYNC_ID", description = "The run that made the plan.") UUID id,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "50",
              description = "How many records, 1 to 500. Default: ${DEFAULT-VALUE}.")
          int limit,
      @Option(
              names = "--offset",
              paramLabel = "N",
              defaultValue = "0",
              description = "How many records to leave out first.")
          long offset) {
    if (limit < 1 || limit > Range.MAX_LIMIT || offset < 0) {
      throw SynclineException.of(
          Category.INVALID,
          "--limit is from 1 to %d and --offset from 0, not %d and %d"
              .formatted(Range.MAX_LIMIT, limit, offset));
    }
    Deciding deciding = new Deciding(surroundings, platform, tenant.name());
    return deciding.decide(
        decisions -> {
          ObjectNode plan = decisions.plan(tenant.name(), id, new Range(limit, offset));
          deciding.print(PlanLines.plan(plan, tenant.name(), platform.next()));
          if (plan.path("status").asString("").equals("ready")) {
            PlannedChanges.of(List.of(plan))
                .next(id.toString(), tenant.name(), platform.next())
                .ifPresent(line -> deciding.print(List.of(line)));
          }
          return ExitCode.OK;
        });
  }

  @Command(
      name = "apply",
      description = "Does exactly what a dry run said, without reading the systems again.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Exit codes: as of run; 3 where the plan cannot be applied any more, or changes more than",
        "10 records that stand and --confirm is missing."
      })
  int apply(
      @Mixin PlatformOptions platform,
      @Mixin TenantOption tenant,
      @Parameters(paramLabel = "SYNC_ID", description = "The dry run.") UUID id,
      @Option(
              names = "--confirm",
              description = "Changing or deleting more than 10 records that stand is meant.")
          boolean confirm) {
    Deciding deciding = new Deciding(surroundings, platform, tenant.name());
    return deciding.decide(
        session -> deciding.follow(session, apply(session.decisions(), tenant.name(), id, confirm)),
        server -> {
          List<UUID> started = apply(server, tenant.name(), id, confirm);
          deciding.say("run " + started.get(0) + " applies it in the running server");
          return ExitCode.OK;
        });
  }

  private static List<UUID> apply(Decisions decisions, String tenant, UUID id, boolean confirm) {
    try {
      return decisions.apply(tenant, id, confirm);
    } catch (SynclineException e) {
      if (!e.code().equals("CONFIRMATION_REQUIRED")) {
        throw e;
      }
      String message =
          String.valueOf(e.getMessage()).replace("send confirm: true", "add --confirm");
      throw SynclineException.of(Category.CONFLICT, e.code(), message).because(e);
    }
  }
}
