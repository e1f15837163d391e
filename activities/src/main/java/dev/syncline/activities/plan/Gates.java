package dev.syncline.activities.plan;

import dev.syncline.definitions.GateSpec;
import dev.syncline.store.plan.PlanSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Judges a whole plan: what would be done against what stands, and what was read against what was
 * read before. Pure.
 */
public final class Gates {
  /** Where nobody is at hand, a changed mapping may rewrite this much of the records. */
  private static final double UNATTENDED_REWRITE_PERCENT = 50;

  private Gates() {}

  /**
   * What a plan is held against.
   *
   * @param plan how many of the task's own records each operation touches
   * @param fetched how many rows were read
   * @param missing how many source rows were not met and would be removed
   * @param standing how many source rows are known by now
   * @param lastRead how many rows the last complete full read had; null where there was none, or
   *     where this read is not one
   * @param remapped whether the mapping changed since the last run
   * @param attended whether a person asked for the run
   */
  public record Evidence(
      PlanSummary plan,
      long fetched,
      long missing,
      long standing,
      @Nullable Long lastRead,
      boolean remapped,
      boolean attended) {}

  /** Why the plan must not be applied without a person; empty where it may. */
  public static List<String> stop(GateSpec gates, Evidence e) {
    List<String> reasons = new ArrayList<>();
    if (gates.off()) {
      return reasons;
    }
    long changes = e.plan().changes();
    if (changes > gates.maxChanges().orElse(Long.MAX_VALUE)) {
      reasons.add(
          text(
              "%d records would be created, updated, merged or deleted, more than the %d that"
                  + " gates.max_changes allows",
              changes, gates.maxChanges().orElse(0)));
    }
    // A record may be changed by several of its rows, and by each system of a two-way task.
    long rewritten = Math.min(e.plan().update() + e.plan().merge(), e.standing());
    double updates = gates.maxUpdatePercent().orElse(100);
    share(rewritten, e.standing(), updates, "would be updated", "max_update_percent", reasons);
    share(
        e.missing(),
        e.standing(),
        gates.maxDeletePercent(),
        "are missing from the source",
        "max_delete_percent",
        reasons);
    if (e.remapped()) {
      double rewrites =
          gates.maxRewritePercent().orElse(e.attended() ? 100 : UNATTENDED_REWRITE_PERCENT);
      share(
          rewritten,
          e.standing(),
          rewrites,
          "would be rewritten, because the mapping changed",
          "max_rewrite_percent",
          reasons);
    }
    shrunk(gates, e, reasons);
    return reasons;
  }

  /**
   * What one system of a two-way task is held against.
   *
   * @param name its connection
   * @param fetched how many rows were read from it
   * @param missing how many of its rows were not met, and would go everywhere
   * @param standing how many of its rows are known by now
   * @param whole whether this read and the last one were both of all rows
   */
  public record OfSystem(String name, long fetched, long missing, long standing, boolean whole) {}

  /** Why what a system of a two-way task shows must not be taken for true without a person. */
  public static List<String> stop(GateSpec gates, OfSystem e) {
    List<String> reasons = new ArrayList<>();
    if (gates.off()) {
      return reasons;
    }
    share(
        e.missing(),
        e.standing(),
        gates.maxDeletePercent(),
        "are missing from '" + e.name() + "'",
        "max_delete_percent",
        reasons);
    if (e.whole() && e.standing() > 0) {
      double percent = 100.0 * (e.standing() - e.fetched()) / e.standing();
      if (e.fetched() == 0) {
        reasons.add(text("'%s' is empty; it had %d records", e.name(), e.standing()));
      } else if (percent > gates.maxShrinkPercent().orElse(100)) {
        reasons.add(
            text(
                "'%s' has %d records, %.0f %% fewer than the %d it had, more than the %.0f %% that"
                    + " gates.max_shrink_percent allows",
                e.name(),
                e.fetched(),
                percent,
                e.standing(),
                gates.maxShrinkPercent().orElse(100)));
      }
    }
    return reasons;
  }

  private static void share(
      long part, long all, double limit, String what, String gate, List<String> reasons) {
    double percent = 100.0 * part / Math.max(1, all);
    if (part > 0 && all > 0 && percent > limit) {
      reasons.add(
          text(
              "%d of %d records (%.0f %%) %s, more than the %.0f %% that gates.%s allows",
              part, all, percent, what, limit, gate));
    }
  }

  private static void shrunk(GateSpec gates, Evidence e, List<String> reasons) {
    if (e.lastRead() == null || e.lastRead() == 0) {
      return;
    }
    if (e.fetched() == 0) {
      reasons.add(
          text("the source is empty; the last full run read %d records from it", e.lastRead()));
      return;
    }
    double percent = 100.0 * (e.lastRead() - e.fetched()) / e.lastRead();
    if (percent > gates.maxShrinkPercent().orElse(100)) {
      reasons.add(
          text(
              "the source has %d records, %.0f %% fewer than the %d of the last full run, more than"
                  + " the %.0f %% that gates.max_shrink_percent allows",
              e.fetched(), percent, e.lastRead(), gates.maxShrinkPercent().orElse(100)));
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
