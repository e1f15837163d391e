package dev.syncline.activities.merge;

import dev.syncline.activities.merge.FieldConflict.Chosen;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of a record when one of its systems showed values.
 *
 * @param record the record's values now
 * @param side what to remember of that system's row
 * @param conflicts the fields that changed on both sides, with what was decided
 */
public record Merged(ObjectNode record, Side side, List<FieldConflict> conflicts) {

  public Merged {
    conflicts = List.copyOf(conflicts);
  }

  /**
   * Who changed the record where it held another value, as its history names it; null where no
   * strategy did.
   */
  public @Nullable String decidedBy() {
    Set<String> strategies = new TreeSet<>();
    conflicts.stream()
        .filter(c -> c.chosen() == Chosen.INCOMING || c.chosen() == Chosen.MERGED)
        .forEach(c -> strategies.add(c.strategy().name().toLowerCase(Locale.ROOT)));
    return strategies.isEmpty() ? null : "strategy " + String.join(", ", strategies);
  }

  /** The fields that wait for a person. */
  public Set<String> held() {
    Set<String> held = new TreeSet<>();
    conflicts.stream().filter(c -> c.chosen() == Chosen.OPEN).forEach(c -> held.add(c.field()));
    return held;
  }
}
