package dev.syncline.standalone.command;

import dev.syncline.standalone.application.Decisions;
import dev.syncline.standalone.console.ConflictLines;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code syncline conflicts}: decides over fields that changed in two systems. Where a server has
 * the data, it takes the decision.
 */
@Command(
    name = "conflicts",
    description = "Fields that changed in two systems differently: list, resolve, undo.")
final class ConflictsCommand {
  /** Which ones are listed. */
  enum Listed {
    OPEN,
    RESOLVED,
    ALL
  }

  private final Surroundings surroundings;

  ConflictsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Command(
      name = "list",
      description = "What waits for a decision: record, fields, and their three values.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin PlatformOptions platform,
      @Mixin TenantOption tenant,
      @Option(names = "--entity", paramLabel = "ENTITY", description = "Only of this entity.")
          @Nullable String entity,
      @Option(
              names = "--status",
              paramLabel = "open|resolved|all",
              defaultValue = "open",
              description = "Default: ${DEFAULT-VALUE}.")
          Listed status) {
    Deciding deciding = new Deciding(surroundings, platform, tenant.name());
    String word =
        switch (status) {
          case OPEN -> "open";
          case RESOLVED -> "resolved";
          case ALL -> null;
        };
    return deciding.decide(
        decisions -> {
          ObjectNode found = decisions.conflicts(tenant.name(), entity, word);
          deciding.print(ConflictLines.list(found, tenant.name(), platform.next()));
          return ExitCode.OK;
        });
  }

  @Command(
      name = "resolve",
      description = "Decides over every field; the systems that lack it are written at once.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "For example: conflicts resolve ID name=target city=value:Kiel age=json:41",
        "Exit codes: 0 decided, 1 decided and not delivered yet, 3 cannot be decided any more,",
        "64 a field is missing or none of the conflict's."
      })
  int resolve(
      @Mixin PlatformOptions platform,
      @Mixin TenantOption tenant,
      @Parameters(index = "0", paramLabel = "ID", description = "As 'conflicts list' shows it.")
          UUID id,
      @Parameters(
              index = "1..*",
              arity = "0..*",
              paramLabel = "FIELD=CHOICE",
              description = "The choice is source, target, value:TEXT or json:VALUE.")
          @Nullable List<String> fields,
      @Option(
              names = "--all",
              paramLabel = "source|target",
              description = "The choice for every field that is not named.")
          FieldChoices.@Nullable Side all) {
    List<String> named = fields == null ? List.of() : fields;
    FieldChoices.of(named); // refuses nonsense before anything is started
    return decided(
        platform,
        tenant,
        decisions ->
            decisions.resolve(
                tenant.name(),
                id,
                all == null
                    ? FieldChoices.of(named)
                    : FieldChoices.of(named, all, decisions.conflict(tenant.name(), id))));
  }

  @Command(
      name = "undo",
      description = "Takes a decision back, a person's or a strategy's: what lost stands again.",
      mixinStandardHelpOptions = true)
  int undo(
      @Mixin PlatformOptions platform,
      @Mixin TenantOption tenant,
      @Parameters(paramLabel = "ID", description = "As 'conflicts list --status all' shows it.")
          UUID id) {
    return decided(platform, tenant, decisions -> decisions.undo(tenant.name(), id));
  }

  private int decided(
      PlatformOptions platform, TenantOption tenant, Function<Decisions, ObjectNode> decision) {
    Deciding deciding = new Deciding(surroundings, platform, tenant.name());
    return deciding.decide(
        decisions -> {
          ObjectNode decided = decision.apply(decisions);
          deciding.print(ConflictLines.one(decided));
          UUID record = UUID.fromString(decided.path("record_id").asString(""));
          List<String> undelivered = decisions.undelivered(tenant.name(), record);
          undelivered.forEach(deciding::say);
          return undelivered.isEmpty() ? ExitCode.OK : ExitCode.WITH_ERRORS;
        });
  }
}
