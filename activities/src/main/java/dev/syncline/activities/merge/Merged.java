package dev.syncline.activities.merge;

import dev.syncline.activities.merge.FieldConflict.Chosen;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

  /** The fields that wait for a person. */
  public Set<String> held() {
    Set<String> held = new TreeSet<>();
    conflicts.stream().filter(c -> c.chosen() == Chosen.OPEN).forEach(c -> held.add(c.field()));
    return held;
  }
}
