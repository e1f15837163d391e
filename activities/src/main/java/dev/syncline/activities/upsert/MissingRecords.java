package dev.syncline.activities.upsert;

import dev.syncline.activities.fetch.OnlyAsked;
import dev.syncline.activities.merge.DeletionMerge;
import dev.syncline.activities.resolve.FurtherRecords;
import dev.syncline.activities.run.RunContext;
import dev.syncline.activities.run.Systems;
import dev.syncline.connectors.spi.RecordSink;
import dev.syncline.connectors.spi.Source;
import dev.syncline.definitions.ConflictSpec.Strategy;
import dev.syncline.domain.Counts;
import dev.syncline.store.run.RunItems;
import dev.syncline.store.window.Committed;
import dev.syncline.store.window.LegRemoval;
import dev.syncline.store.window.LegRemoval.AgainstEdits;
import dev.syncline.store.window.Removal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Removes what a complete read did not meet, and what the source called about and has no more.
 * Nothing is concluded where a record could not be identified, and where rows shift between pages
 * an absence is confirmed first.
 */
@Component
public class MissingRecords {
  private static final Logger log = LoggerFactory.getLogger(MissingRecords.class);

  private final Systems systems;
  private final Removal removal;
  private final LegRemoval legs;
  private final RunItems items;

  MissingRecords(Systems systems, Removal removal, LegRemoval legs, RunItems items) {
    this.systems = systems;
    this.removal = removal;
    this.legs = legs;
    this.items = items;
  }

  Committed remove(RunContext context) {
    if (items.anyWithoutKey(context.origin().tenant(), context.origin().syncId())) {
      log.info(
          "run {} removes nothing: a quarantined record has no key and may be any of the missing",
          context.origin().syncId());
      return new Committed(Counts.ZERO, 0);
    }
    return remove(context, of(context));
  }

  /** Removes what a system has lost. */
  public Committed remove(RunContext context, List<String> gone) {
    if (context.twoWay()) {
      return legs.remove(
          context.origin(),
          gone,
          context.targets(),
          FurtherRecords.of(context),
          againstEdits(context));
    }
    return removal.remove(context.origin(), gone, context.targets(), FurtherRecords.of(context));
  }

  /** How edits elsewhere stand against what a system of a two-way task has lost. */
  public static AgainstEdits againstEdits(RunContext context) {
    Strategy strategy = context.task().conflicts().strategy();
    return new AgainstEdits(
        context.leg().writtenFields(),
        DeletionMerge.decide(strategy, context.leg().index() == 0),
        strategy.name().toLowerCase(Locale.ROOT));
  }

  /** The external ids that the read did not meet and that are gone for certain. */
  public List<String> of(RunContext context) {
    List<String> missing =
        context.calledAbout()
            ? removal.missingOf(context.origin(), context.ids())
            : removal.missing(context.origin());
    return confirmed(context, missing);
  }

  private List<String> confirmed(RunContext context, List<String> missing) {
    try (Source source = systems.source(context.origin().tenant(), context.task())) {
      if (!source.mayShift()) {
        return missing;
      }
      if (!source.canGet() && context.calledAbout()) {
        return List.of(); // two whole reads of the source will tell
      }
      if (!source.canGet()) {
        return context.dryRun()
            ? removal.missedBefore(context.origin(), missing)
            : removal.missedTwice(context.origin(), missing);
      }
      Set<String> there = new HashSet<>();
      for (String id : missing) {
        source.get(
            List.of(id), new OnlyAsked(List.of(id), context.mapping(), new Presence(id, there)));
      }
      return missing.stream().filter(id -> !there.contains(id)).toList();
    }
  }

  /** Notes that a record is there. */
  private record Presence(String id, Set<String> there) implements RecordSink {
    @Override
    public void record(byte[] json, int offset, int length, long where) {
      there.add(id);
    }

    @Override
    public void bad(
        @Nullable String externalId, String payload, String where, String code, String message) {
      there.add(id);
    }
  }
}
