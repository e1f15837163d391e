package dev.syncline.standalone.console;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What plans come to that are applied together.
 *
 * @param changes how many records would be written or removed, derived ones included
 * @param overwrites how many of the tasks' own that stand would be overwritten or removed
 */
public record PlannedChanges(long changes, long overwrites) {
  /** As many may be overwritten by hand without being asked. */
  private static final long WITHOUT_CONFIRMATION = 10;

  /** The sum of plans as {@code GET /api/plans/{sync_id}} shows them. */
  public static PlannedChanges of(List<? extends JsonNode> plans) {
    return new PlannedChanges(
        sum(plans, p -> written(p.path("summary")) + written(p.path("derived"))),
        sum(plans, p -> overwritten(p.path("summary"))));
  }

  /** How to do exactly that; nothing where there is nothing to do. */
  public Optional<String> next(String id, String tenant, NextCommands next) {
    return changes == 0
        ? Optional.empty()
        : Optional.of(
            "  to do exactly this: " + next.apply(id, tenant, overwrites > WITHOUT_CONFIRMATION));
  }

  private static long sum(List<? extends JsonNode> plans, ToLongFunction<JsonNode> of) {
    return plans.stream().mapToLong(of::applyAsLong).sum();
  }

  private static long written(JsonNode summary) {
    return summary.path("create").asLong(0) + overwritten(summary);
  }

  private static long overwritten(JsonNode summary) {
    return Stream.of("update", "merge", "delete").mapToLong(o -> summary.path(o).asLong(0)).sum();
  }
}
