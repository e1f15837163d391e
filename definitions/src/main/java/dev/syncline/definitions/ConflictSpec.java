package dev.syncline.definitions;

import java.util.Map;

/** What happens to a field that changed on both sides since the base. */
public record ConflictSpec(Strategy strategy, Strategy otherwise, Map<String, Strategy> fields) {
  public static final ConflictSpec DEFAULT =
      new ConflictSpec(Strategy.NEWEST_WINS, Strategy.NEWEST_WINS, Map.of());

  public ConflictSpec {
    fields = Map.copyOf(fields);
  }

  /** The strategy for a field. */
  public Strategy forField(String field) {
    return fields.getOrDefault(field, strategy);
  }

  /** The six strategies. */
  public enum Strategy {
    SOURCE_WINS,
    TARGET_WINS,
    NEWEST_WINS,
    OLDEST_WINS,
    MERGE,
    MANUAL
  }
}
