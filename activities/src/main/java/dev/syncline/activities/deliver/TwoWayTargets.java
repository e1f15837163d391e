package dev.syncline.activities.deliver;

import dev.syncline.activities.run.Systems;
import dev.syncline.connectors.spi.Target;
import dev.syncline.connectors.spi.TargetRequest;
import dev.syncline.control.delivery.DeliveryWaker;
import dev.syncline.definitions.Leg;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.store.delivery.OutboxRow;
import dev.syncline.store.twoway.FoundConflicts;
import dev.syncline.store.twoway.LegChanges;
import dev.syncline.store.twoway.LegDeletions;
import dev.syncline.store.twoway.LegPlace;
import dev.syncline.store.twoway.LegStates;
import dev.syncline.store.window.WindowCommit.TargetResource;
import java.util.List;
import org.springframework.stereotype.Component;

/** Opens systems, those of two-way tasks guarded; those of other tasks are written as they are. */
@Component
class TwoWayTargets {
  private final Systems systems;
  private final LegStates states;
  private final LegChanges changes;
  private final LegDeletions deletions;
  private final FoundConflicts conflicts;
  private final DeliveryWaker waker;

  TwoWayTargets(
      Systems systems,
      LegStates states,
      LegChanges changes,
      LegDeletions deletions,
      FoundConflicts conflicts,
      DeliveryWaker waker) {
    this.systems = systems;
    this.states = states;
    this.changes = changes;
    this.deletions = deletions;
    this.conflicts = conflicts;
    this.waker = waker;
  }

  /** The system as these rows, all of one task and resource, are to be written to it. */
  Target open(
      String tenant,
      String connection,
      TaskSpec task,
      TargetRequest request,
      List<OutboxRow> rows) {
    OutboxRow first = rows.get(0);
    if (task.direction() != TaskSpec.Direction.TWO_WAY) {
      return systems.target(tenant, connection, request);
    }
    List<Leg> legs = Leg.of(task);
    Leg leg =
        legs.stream()
            .filter(l -> l.connection().equals(connection) && l.resource().equals(first.resource()))
            .findFirst()
            .orElseThrow();
    Systems.Keyed keyed = systems.keyed(tenant, leg.view(task));
    // A source that needs no declared key is written by the one it is read by.
    Target system = systems.target(tenant, connection, request.keyedBy(keyed.key()));
    LegWriting writing = new LegWriting(task, leg, keyed.key(), keyed.mapping());
    LegPlace place =
        new LegPlace(
            tenant, first.entity(), first.task(), leg.index(), connection, first.resource());
    List<TargetResource> others =
        legs.stream()
            .filter(l -> l.index() != leg.index())
            .map(l -> new TargetResource(l.connection(), l.resource()))
            .toList();
    Meeting meeting =
        new Meeting(
            place,
            writing,
            states,
            changes,
            deletions,
            conflicts,
            others,
            () -> others.forEach(other -> waker.wake(tenant, other.connection())));
    return new TwoWayTarget(system, writing, meeting, states, rows);
  }
}
