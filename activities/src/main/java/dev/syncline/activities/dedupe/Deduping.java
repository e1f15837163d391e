package dev.syncline.activities.dedupe;

import dev.syncline.activities.run.RunContext;
import dev.syncline.activities.run.RunContexts;
import dev.syncline.store.database.Database;
import dev.syncline.store.staging.Staging;
import dev.syncline.store.staging.StagingTables.Kind;
import dev.syncline.store.window.Adoption;
import dev.syncline.store.window.LegPlanning;
import dev.syncline.store.window.Matching;
import dev.syncline.store.window.Matching.Keyed;
import dev.syncline.workflows.sync.DedupeActivity;
import dev.syncline.workflows.sync.DedupeInput;
import dev.syncline.workflows.sync.DedupeResult;
import dev.syncline.workflows.sync.Staged;
import io.temporal.activity.Activity;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * The {@link DedupeActivity}: by external id, then by exact key, then by likeness, else a new
 * record.
 */
@Component
public class Deduping implements DedupeActivity {
  private final RunContexts contexts;
  private final Database database;
  private final Staging staging;
  private final Matching matching;
  private final Adoption adoption;
  private final FuzzyLinks links;
  private final LegPlanning plan;

  public Deduping(
      RunContexts contexts,
      Database database,
      Staging staging,
      Matching matching,
      FuzzyLinks links,
      Adoption adoption,
      LegPlanning plan) {
    this.contexts = contexts;
    this.database = database;
    this.staging = staging;
    this.matching = matching;
    this.links = links;
    this.adoption = adoption;
    this.plan = plan;
  }

  @Override
  public DedupeResult dedupe(DedupeInput input) {
    long begun = System.nanoTime();
    RunContext context = contexts.of(input.window());
    int attempt = Activity.getExecutionContext().getInfo().getAttempt();
    String matches =
        Staging.table(Kind.MATCHES, context.origin().syncId(), input.window().window(), attempt);
    String candidates = input.candidates().table();
    long rows =
        database.inTenant(
            context.origin().tenant(),
            () -> {
              staging.requireEpoch(input.candidates().epoch());
              boolean planned = context.twoWay() && plan.underWay(context.origin());
              if (planned) {
                plan.supersede(context.origin(), candidates);
              }
              long matched = matching.byExternalId(context.origin(), candidates, matches);
              Collection<String> identity = context.leg().identity(context.task());
              if (!identity.isEmpty()) {
                adoption.byFields(context.origin(), candidates, matches, identity, planned);
              }
              if (!context.task().dedupe().off()) {
                byKey(context, candidates, matches, planned);
                links.link(context, candidates, matches);
              }
              return matched;
            });
    return new DedupeResult(
        new Staged(matches, rows, input.candidates().epoch()),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
  }

  private void byKey(RunContext context, String candidates, String matches, boolean planned) {
    List<Keyed> keyed = matching.newWithKeys(candidates, matches);
    Set<UUID> keys = new HashSet<>();
    keyed.forEach(candidate -> keys.addAll(candidate.keys()));
    matching.join(
        matches, ExactKeys.join(keyed, matching.holders(context.origin(), keys, planned)));
  }
}
