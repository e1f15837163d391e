package dev.syncline.control.conflict;

import dev.syncline.control.delivery.DeliveryWaker;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.twoway.ConflictField;
import dev.syncline.store.twoway.ConflictRow;
import dev.syncline.store.twoway.ConflictStatus;
import dev.syncline.store.twoway.Conflicts;
import dev.syncline.store.twoway.LegChanges;
import dev.syncline.store.twoway.LegStates;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides conflicts and takes decisions back, each in one transaction that no other writer of the
 * entity's records shares, and sets the deliveries going that this causes.
 */
@Component
public class ConflictDecisions {
  private final Conflicts conflicts;
  private final LegStates states;
  private final LegChanges changes;
  private final DecidedValues values;
  private final DeletionDecisions deletions;
  private final DeliveryWaker waker;

  public ConflictDecisions(
      Conflicts conflicts,
      LegStates states,
      LegChanges changes,
      DecidedValues values,
      DeletionDecisions deletions,
      DeliveryWaker waker) {
    this.conflicts = conflicts;
    this.states = states;
    this.changes = changes;
    this.values = values;
    this.deletions = deletions;
    this.waker = waker;
  }

  /**
   * Gives each field of an open conflict the value that a person chose, or has a record deleted
   * that one system lost; CONFLICT where it is not open any more, INVALID where not exactly its
   * fields are decided.
   *
   * @param by who decided
   */
  public void resolve(ConflictRow conflict, Map<String, Choice> choices, String by) {
    alone(
        conflict,
        row -> {
          if (row.status() != ConflictStatus.OPEN) {
            throw refused("the conflict " + row.id() + " is resolved already");
          }
          requireAll(row, choices);
          if (row.ofDeletion()) {
            return deletions.resolve(row, choices, by);
          }
          List<ConflictField> decided =
              row.fields().stream()
                  .map(
                      f ->
                          Objects.requireNonNull(choices.get(f.field())).of(f, row.foundAtSource()))
                  .toList();
          ObjectNode shown = JsonNodeFactory.instance.objectNode();
          decided.stream()
              .filter(f -> !f.incoming().isNull())
              .forEach(f -> shown.set(f.field(), f.incoming()));
          changes.shown(
              row.place(),
              row.recordId(),
              row.externalId(),
              decided.stream().map(ConflictField::field).toList(),
              shown.toString());
          conflicts.resolve(row, decided, by);
          return values.write(row, decided, ConflictField::value, "resolve", by);
        });
  }

  private static void requireAll(ConflictRow row, Map<String, Choice> choices) {
    TreeSet<String> there = new TreeSet<>(row.fields().stream().map(f -> f.field()).toList());
    TreeSet<String> missing = new TreeSet<>(there);
    TreeSet<String> unknown = new TreeSet<>(choices.keySet());
    unknown.removeAll(there);
    missing.removeAll(choices.keySet());
    if (!missing.isEmpty() || !unknown.isEmpty()) {
      throw SynclineException.of(
          Category.INVALID,
          "INVALID_REQUEST",
          (unknown.isEmpty()
                  ? "fields must decide over " + String.join(", ", missing) + " as well"
                  : "there is no conflict over " + String.join(", ", unknown))
              + "; the fields of this conflict are "
              + String.join(", ", there));
    }
  }

  /**
   * Puts back the values that lost, as a new change; CONFLICT where nothing was decided, it was
   * undone already, or a field has changed since.
   *
   * @param by who takes it back
   */
  public void undo(ConflictRow conflict, String by) {
    alone(
        conflict,
        row -> {
          List<ConflictField> decided =
              row.fields().stream().filter(f -> f.chosen() != null).toList();
          if (row.status() != ConflictStatus.RESOLVED || row.undone() || decided.isEmpty()) {
            throw refused(
                "the conflict "
                    + row.id()
                    + (row.undone() ? " is undone already" : " has no decision to undo"));
          }
          if (row.ofDeletion()) {
            return deletions.undo(row, decided, by);
          }
          values.requireUnchanged(row, decided);
          conflicts.undone(row, by);
          return values.write(row, decided, ConflictField::lost, "undo", by);
        });
  }

  /** The conflict may have been decided meanwhile: it is read again under the lock. */
  private void alone(ConflictRow conflict, Function<ConflictRow, List<String>> work) {
    String tenant = conflict.place().tenant();
    List<String> connections =
        states.alone(
            conflict.place(),
            () -> work.apply(conflicts.find(tenant, conflict.id()).orElseThrow()));
    waker.wakeSoon(tenant, connections);
  }

  static SynclineException refused(String why) {
    return SynclineException.of(Category.CONFLICT, why);
  }
}
