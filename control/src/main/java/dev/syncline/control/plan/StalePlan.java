package dev.syncline.control.plan;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.plan.PlanStatus;
import java.util.List;
import java.util.Map;

/** The exceptions for plans that cannot be applied any more: CONFLICT with code PLAN_STALE. */
public final class StalePlan {
  private static final String CODE = "PLAN_STALE";

  private StalePlan() {}

  /** Records changed since; names the first. */
  public static SynclineException moved(List<String> externalIds) {
    return SynclineException.of(
            Category.CONFLICT,
            CODE,
            "what the plan would change has changed since it was made ("
                + String.join(", ", externalIds)
                + (externalIds.size() > 1 ? ", …" : "")
                + "); make a new one")
        .with(Map.of("external_ids", externalIds));
  }

  /** It was applied, or dropped, before. */
  public static SynclineException used(PlanStatus status) {
    return SynclineException.of(
        Category.CONFLICT,
        CODE,
        switch (status) {
          case APPLIED -> "the plan was applied already";
          case APPLYING -> "the plan is being applied already";
          default -> "the plan cannot be applied any more; make a new one";
        });
  }

  /** Its task is another one by now. */
  public static SynclineException remapped(String task) {
    return SynclineException.of(
        Category.CONFLICT,
        CODE,
        "the task '" + task + "' was changed or removed since the plan was made; make a new one");
  }
}
