package dev.syncline.activities.transform;

import dev.syncline.activities.mapping.Mapped;
import dev.syncline.activities.mapping.MappingRefused;
import dev.syncline.activities.run.RunContext;
import dev.syncline.definitions.FilterSpec;
import dev.syncline.store.run.RunRequest;
import dev.syncline.workflows.sync.Asked;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Leaves out what the task's filter, the run's filters or the watermark exclude. */
final class RowFilter {
  private final FilterSpec declared;
  private final RunRequest asked;
  private final Set<String> ids;
  private final @Nullable Instant since;

  RowFilter(RunContext context) {
    this.declared = context.task().source().filter();
    this.asked = context.request();
    this.ids = new HashSet<>(context.ids());
    this.since = context.since();
  }

  /** What becomes of a record. */
  enum Verdict {
    TAKEN,
    FILTERED,
    /** Read by an earlier run: not changed since. */
    OLD
  }

  Verdict judge(Mapped record) {
    return judge(record.externalId(), record.status(), record.modified());
  }

  /** A record that was refused is left out like any other: only what was asked for may fail. */
  Verdict judge(MappingRefused record) {
    boolean timed =
        declared.start() != null
            || declared.end() != null
            || asked.start() != null
            || asked.end() != null;
    if (timed && record.modified() == null) {
      return Verdict.TAKEN; // its time may be what is wrong with it
    }
    return judge(record.externalId(), record.status(), record.modified());
  }

  /** Whether a record that could not be read may be one that was asked for. */
  boolean mayConcern(@Nullable String externalId) {
    return ids.isEmpty() || (externalId != null && ids.contains(externalId));
  }

  /** Whether the source was asked not to give a record like this one. */
  boolean unasked(
      Asked source,
      @Nullable String externalId,
      @Nullable String status,
      @Nullable Instant modified) {
    Instant from = source.since();
    Instant to = source.until();
    return (from != null && modified != null && modified.isBefore(from))
        || (to != null && modified != null && modified.isAfter(to))
        || !status(source.statuses(), status)
        || (source.ids() && (externalId == null || !ids.contains(externalId)));
  }

  private Verdict judge(
      @Nullable String externalId, @Nullable String status, @Nullable Instant modified) {
    if (since != null && modified != null && modified.isBefore(since)) {
      return Verdict.OLD;
    }
    boolean wanted =
        (ids.isEmpty() || (externalId != null && ids.contains(externalId)))
            && status(declared.status(), status)
            && status(asked.status(), status)
            && within(declared.start(), declared.end(), modified)
            && within(asked.start(), asked.end(), modified);
    return wanted ? Verdict.TAKEN : Verdict.FILTERED;
  }

  private static boolean status(List<String> allowed, @Nullable String status) {
    return allowed.isEmpty() || (status != null && allowed.contains(status));
  }

  private static boolean within(
      @Nullable Instant start, @Nullable Instant end, @Nullable Instant modified) {
    if (start == null && end == null) {
      return true;
    }
    return modified != null
        && (start == null || !modified.isBefore(start))
        && (end == null || modified.isBefore(end));
  }
}
