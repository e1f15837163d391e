package dev.syncline.control.link;

import dev.syncline.connectors.spi.Connectors;
import dev.syncline.definitions.DeliverSpec;
import dev.syncline.definitions.Leg;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.definitions.TaskSpec.Direction;
import dev.syncline.definitions.reading.SyncFileReader;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.task.Tasks;
import dev.syncline.store.twoway.LegPlace;
import dev.syncline.store.window.WindowCommit.TargetResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Where the tasks of an entity have their rows. */
@Component
class LinkPlaces {
  private final Tasks tasks;
  private final SyncFileReader reader;

  LinkPlaces(Tasks tasks, Connectors connectors) {
    this.tasks = tasks;
    this.reader = new SyncFileReader(connectors);
  }

  /**
   * A resource that a task reads or writes.
   *
   * @param source whether records are made from its rows
   * @param written whether records are written to it
   * @param targets all that the task writes to
   */
  record Place(LegPlace at, boolean source, boolean written, List<TargetResource> targets) {}

  /** The place of a row; INVALID where there is none, or several that it could be in. */
  Place of(SystemRow row) {
    List<Place> found =
        tasks.ofEntity(row.tenant(), row.entity()).stream()
            .map(task -> reader.fromDefinition(task.name(), task.definition()))
            .flatMap(task -> places(row.tenant(), task))
            .filter(place -> place.at().connection().equals(row.connection()))
            .filter(place -> row.resource() == null || place.at().resource().equals(row.resource()))
            .sorted(Comparator.comparing(place -> !(place.source() && place.written())))
            .toList();
    if (found.isEmpty()) {
      throw invalid("no task of '%s' reads or writes %s".formatted(row.entity(), where(row)));
    }
    List<String> resources = found.stream().map(p -> p.at().resource()).distinct().toList();
    if (resources.size() > 1) {
      throw invalid(
          "resource is missing: the tasks of '%s' use %s of '%s'"
              .formatted(row.entity(), resources, row.connection()));
    }
    return found.get(0);
  }

  private static Stream<Place> places(String tenant, TaskSpec task) {
    boolean twoWay = task.direction() == Direction.TWO_WAY;
    List<Place> places = new ArrayList<>();
    List<TargetResource> targets = new ArrayList<>();
    for (Leg leg : Leg.of(task)) {
      LegPlace at =
          new LegPlace(
              tenant, task.entity(), task.name(), leg.index(), leg.connection(), leg.resource());
      places.add(new Place(at, true, twoWay, targets));
      if (twoWay) {
        targets.add(new TargetResource(leg.connection(), leg.resource()));
      }
    }
    for (DeliverSpec to : twoWay ? List.<DeliverSpec>of() : task.deliver()) {
      LegPlace at =
          new LegPlace(tenant, task.entity(), task.name(), 0, to.connection(), to.resource());
      places.add(new Place(at, false, true, targets));
      targets.add(new TargetResource(to.connection(), to.resource()));
    }
    return places.stream();
  }

  private static String where(SystemRow row) {
    return row.resource() == null
        ? "connection '" + row.connection() + "'"
        : "resource '" + row.resource() + "' of connection '" + row.connection() + "'";
  }

  private static SynclineException invalid(String why) {
    return SynclineException.of(Category.INVALID, "INVALID_REQUEST", why);
  }
}
