package dev.syncline.activities.deliver;

import dev.syncline.definitions.TaskSpec;
import dev.syncline.definitions.reading.SyncFileReader;
import dev.syncline.store.delivery.OutboxRows;
import dev.syncline.store.delivery.OutboxRows.Held;
import dev.syncline.store.delivery.ReferredIds;
import dev.syncline.store.delivery.ReferredIds.Referred;
import dev.syncline.store.task.Tasks;
import dev.syncline.workflows.delivery.DeliveryInput;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Finds held records that refer to each other, or to themselves: waiting, none of them would ever
 * go out. One of each circle goes without the reference, and once more when it can have it.
 */
@Component
class ReferenceCycles {
  /** So many are looked at; the rest when these have gone. */
  private static final int AT_ONCE = 20_000;

  private final OutboxRows outbox;
  private final ReferredIds referred;
  private final Tasks tasks;
  private final SyncFileReader definitions;

  ReferenceCycles(
      OutboxRows outbox, ReferredIds referred, Tasks tasks, SyncFileReader definitions) {
    this.outbox = outbox;
    this.referred = referred;
    this.tasks = tasks;
    this.definitions = definitions;
  }

  /** Lets rows go; false where nothing waits in a circle. */
  boolean loosen(DeliveryInput input) {
    List<Held> held = outbox.held(input.tenant(), input.connection(), AT_ONCE);
    if (held.isEmpty()) {
      return false;
    }
    Map<UUID, Held> byRecord = new LinkedHashMap<>();
    held.stream()
        .sorted(Comparator.comparingLong(Held::seq))
        .forEach(row -> byRecord.put(row.recordId(), row));
    Map<UUID, Set<UUID>> waits = new LinkedHashMap<>();
    byRecord.keySet().forEach(record -> waits.put(record, Set.of()));
    held.stream()
        .collect(Collectors.groupingBy(row -> List.of(row.task(), row.resource(), row.entity())))
        .values()
        .forEach(rows -> waits.putAll(waitsOf(input, rows, byRecord.keySet())));
    List<UUID> loose =
        WaitGraph.looseEnds(waits).stream().map(record -> idOf(byRecord, record)).toList();
    outbox.loosen(input.tenant(), loose);
    return !loose.isEmpty();
  }

  private static UUID idOf(Map<UUID, Held> byRecord, UUID record) {
    return Optional.ofNullable(byRecord.get(record)).orElseThrow().id();
  }

  /**
   * Of rows of one task and resource: the held records that each waits for; nothing where others.
   */
  private Map<UUID, Set<UUID>> waitsOf(DeliveryInput input, List<Held> rows, Set<UUID> held) {
    Held first = rows.get(0);
    Set<String> names = references(input, first);
    Map<UUID, Set<UUID>> waits = new LinkedHashMap<>();
    if (names.isEmpty()) {
      return waits;
    }
    referred
        .of(
            input.tenant(),
            input.connection(),
            first.entity(),
            rows.stream().map(Held::recordId).toList(),
            names)
        .forEach(
            (record, own) -> {
              List<Referred> missing =
                  own.values().stream().filter(r -> r.externalId() == null).toList();
              if (missing.stream().allMatch(r -> r.to() != null && held.contains(r.to()))) {
                waits.put(record, missing.stream().map(Referred::to).collect(Collectors.toSet()));
              }
            });
    return waits;
  }

  private Set<String> references(DeliveryInput input, Held row) {
    Optional<TaskSpec> task =
        tasks
            .find(input.tenant(), row.task())
            .map(stored -> definitions.fromDefinition(stored.name(), stored.definition()));
    return task.flatMap(t -> Delivery.of(t, input.connection(), row.resource()))
        .map(Delivery::references)
        .orElse(Set.of());
  }
}
