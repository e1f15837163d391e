package dev.syncline.activities.merge;

import dev.syncline.activities.merge.FieldConflict.Chosen;
import dev.syncline.definitions.ConflictSpec;
import dev.syncline.definitions.ConflictSpec.Strategy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Decides a field that changed on both sides, by its strategy. */
public final class FieldMerge {
  private final ConflictSpec conflicts;
  private final boolean source;

  /**
   * @param source whether the values come from the task's source; else from a system that it
   *     delivers to
   */
  public FieldMerge(ConflictSpec conflicts, boolean source) {
    this.conflicts = conflicts;
    this.source = source;
  }

  /** Whether two values are the same; an absent one equals only an absent one. */
  public static boolean same(@Nullable JsonNode a, @Nullable JsonNode b) {
    return a == null ? b == null : a.equals(b);
  }

  /** The decision over a field whose three values all differ. */
  public FieldConflict decide(
      String field,
      @Nullable JsonNode base,
      @Nullable JsonNode record,
      @Nullable JsonNode incoming,
      Times times) {
    Strategy strategy = conflicts.forField(field);
    if (strategy == Strategy.MERGE) {
      Optional<JsonNode> merged = ValueMerge.merge(base, record, incoming);
      if (merged.isPresent()) {
        return new FieldConflict(
            field, base, record, incoming, strategy, Chosen.MERGED, merged.get());
      }
      strategy = conflicts.otherwise();
    }
    Chosen chosen = choose(strategy, times);
    return new FieldConflict(
        field,
        base,
        record,
        incoming,
        strategy,
        chosen,
        chosen == Chosen.INCOMING ? incoming : record);
  }

  private Chosen choose(Strategy strategy, Times times) {
    return switch (strategy) {
      case SOURCE_WINS, MERGE -> source ? Chosen.INCOMING : Chosen.RECORD;
      case TARGET_WINS -> source ? Chosen.RECORD : Chosen.INCOMING;
      case NEWEST_WINS -> times.incomingIsNewer() ? Chosen.INCOMING : Chosen.RECORD;
      case OLDEST_WINS -> times.incomingIsNewer() ? Chosen.RECORD : Chosen.INCOMING;
      case MANUAL -> Chosen.OPEN;
    };
  }
}
