package dev.syncline.activities.upsert;

import dev.syncline.activities.resolve.FurtherRecords;
import dev.syncline.activities.run.RunContext;
import dev.syncline.activities.run.Systems;
import dev.syncline.connectors.spi.RecordSink;
import dev.syncline.connectors.spi.Source;
import dev.syncline.domain.Category;
import dev.syncline.domain.Counts;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.run.RunItems;
import dev.syncline.store.window.Committed;
import dev.syncline.store.window.Removal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Removes what a complete read did not meet. Nothing is concluded where a record could not be
 * identified, and where rows shift between pages an absence is confirmed first.
 */
@Component
class MissingRecords {
  private static final Logger log = LoggerFactory.getLogger(MissingRecords.class);

  private final Systems systems;
  private final Removal removal;
  private final RunItems items;

  MissingRecords(Systems systems, Removal removal, RunItems items) {
    this.systems = systems;
    this.removal = removal;
    this.items = items;
  }

  Committed remove(RunContext context) {
    if (items.anyWithoutKey(context.origin().tenant(), context.origin().syncId())) {
      log.info(
          "run {} removes nothing: a quarantined record has no key and may be any of the missing",
          context.origin().syncId());
      return new Committed(Counts.ZERO, 0);
    }
    List<String> missing = confirmed(context, removal.missing(context.origin()));
    guard(context, missing.size());
    return removal.remove(
        context.origin(),
        missing,
        context.dryRun() ? List.of() : context.targets(),
        FurtherRecords.of(context));
  }

  private List<String> confirmed(RunContext context, List<String> missing) {
    try (Source source = systems.source(context.origin().tenant(), context.task())) {
      if (!source.mayShift()) {
        return missing;
      }
      if (!source.canGet()) {
        return removal.missedTwice(context.origin(), missing);
      }
      Set<String> there = new HashSet<>();
      for (String id : missing) {
        source.get(List.of(id), new Presence(id, there));
      }
      return missing.stream().filter(id -> !there.contains(id)).toList();
    }
  }

  private void guard(RunContext context, long missing) {
    if (context.task().gates().off() || missing == 0) {
      return;
    }
    Removal.Extent extent = removal.extent(context.origin());
    double percent = 100.0 * missing / Math.max(1, extent.all());
    double limit = context.task().gates().maxDeletePercent();
    if (percent > limit) {
      throw SynclineException.of(
          Category.CONFLICT,
          "GATE_STOPPED",
          String.format(
              java.util.Locale.ROOT,
              "%d of %d records (%.0f %%) are missing from the source, more than the %.0f %% that"
                  + " gates.max_delete_percent allows; none was deleted",
              missing,
              extent.all(),
              percent,
              limit));
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
