package dev.syncline.activities.merge;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How often in a row a system went back to the values that a write of ours had replaced. After
 * {@link #MOST} rounds its value is no longer taken for an edit, and it is written no more.
 *
 * @param replaced what the last write replaced, or null
 */
public record Flips(@Nullable ObjectNode replaced, int rounds) {
  public static final int MOST = 3;
  public static final Flips NONE = new Flips(null, 0);

  /** With what the system shows now. */
  public Flips seen(Side side, ObjectNode incoming) {
    boolean back = false;
    boolean other = false;
    for (String field : changed(side, incoming)) {
      boolean flipped =
          replaced != null
              && replaced.has(field)
              && FieldMerge.same(replaced.get(field), incoming.get(field));
      back |= flipped;
      other |= !flipped;
    }
    if (other) {
      return new Flips(replaced, 0);
    }
    return back ? new Flips(replaced, rounds + 1) : this;
  }

  /** Whether the system is written no more, until it shows another value. */
  public boolean quarantined() {
    return rounds >= MOST;
  }

  /** What is remembered of the row, so that values that keep coming back change no record. */
  public Side ignoring(Side side, ObjectNode incoming) {
    ObjectNode base = side.base().deepCopy();
    ObjectNode recordBase = side.recordBase().deepCopy();
    for (String field : changed(side, incoming)) {
      base.set(field, incoming.get(field));
      recordBase.set(field, incoming.get(field));
    }
    return new Side(base, recordBase, side.sent());
  }

  private static Set<String> changed(Side side, ObjectNode incoming) {
    Set<String> changed = new TreeSet<>();
    incoming.propertyNames().stream()
        .filter(f -> !FieldMerge.same(incoming.get(f), side.base().get(f)))
        .forEach(changed::add);
    return changed;
  }
}
