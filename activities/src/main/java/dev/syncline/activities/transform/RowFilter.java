package dev.syncline.activities.transform;

import dev.syncline.activities.mapping.Mapped;
import dev.syncline.activities.run.RunContext;
import dev.syncline.definitions.FilterSpec;
import dev.syncline.store.run.RunRequest;
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
    this.ids = new HashSet<>(asked.ids());
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
    if (since != null && record.modified() != null && record.modified().isBefore(since)) {
      return Verdict.OLD;
    }
    boolean wanted =
        (ids.isEmpty() || ids.contains(record.externalId()))
            && status(declared.status(), record)
            && status(asked.status(), record)
            && within(declared.start(), declared.end(), record.modified())
            && within(asked.start(), asked.end(), record.modified());
    return wanted ? Verdict.TAKEN : Verdict.FILTERED;
  }

  private static boolean status(List<String> allowed, Mapped record) {
    return allowed.isEmpty() || (record.status() != null && allowed.contains(record.status()));
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
