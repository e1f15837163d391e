package dev.syncline.store.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** How many records each operation would touch. */
public record PlanSummary(
    long create,
    long update,
    long delete,
    long merge,
    long conflict,
    long unchanged,
    @JsonProperty("fail") long failed) {
  public static final PlanSummary NONE = new PlanSummary(0, 0, 0, 0, 0, 0, 0);

  /** The sum of several. */
  public static PlanSummary sum(List<PlanSummary> parts) {
    return parts.stream().reduce(NONE, PlanSummary::plus);
  }

  private PlanSummary plus(PlanSummary other) {
    return new PlanSummary(
        create + other.create,
        update + other.update,
        delete + other.delete,
        merge + other.merge,
        conflict + other.conflict,
        unchanged + other.unchanged,
        failed + other.failed);
  }

  /** How many records would be written or removed. */
  public long changes() {
    return create + update + delete + merge;
  }

  /** How many records that stand would be overwritten or removed. */
  public long overwrites() {
    return update + delete + merge;
  }
}
