package dev.syncline.store.window;

import dev.syncline.store.window.Classifying.Decided;
import dev.syncline.store.window.Classifying.Meeting;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What the source rows of a task give besides their own records.
 *
 * @param derived the entities of derived records, those of earlier versions of the task included
 * @param references whether the rows refer to records of other entities, or did
 * @param updates whether records that stand may be changed
 * @param decide what becomes of derived rows whose record holds values that are not their own
 */
public record Further(
    Collection<String> derived,
    boolean references,
    boolean updates,
    Function<List<Meeting>, List<Decided>> decide) {

  /** A task without derived records and references. */
  public static final Further NONE = new Further(List.of(), false, true, met -> List.of());

  public Further {
    derived = List.copyOf(new TreeSet<>(derived));
  }

  boolean any() {
    return references || !derived.isEmpty();
  }
}
