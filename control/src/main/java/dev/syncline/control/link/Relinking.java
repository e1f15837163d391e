package dev.syncline.control.link;

import dev.syncline.control.delivery.DeliveryWaker;
import dev.syncline.control.link.LinkPlaces.Place;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.record.RecordRow;
import dev.syncline.store.record.Records;
import dev.syncline.store.twoway.IdLinks;
import dev.syncline.store.twoway.LegChanges;
import dev.syncline.store.twoway.LegDeletions;
import dev.syncline.store.twoway.LegPlace;
import dev.syncline.store.twoway.LegStates;
import dev.syncline.store.twoway.RecordChange;
import dev.syncline.store.window.WindowCommit.TargetResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Links rows of systems to records by hand and unlinks them, in one transaction that no other
 * writer of the entity's records shares. Both records' histories tell it.
 */
@Component
public class Relinking {
  private final LinkPlaces places;
  private final LegStates states;
  private final IdLinks links;
  private final LegChanges changes;
  private final LegDeletions deletions;
  private final Records records;
  private final DeliveryWaker waker;

  Relinking(
      LinkPlaces places,
      LegStates states,
      IdLinks links,
      LegChanges changes,
      LegDeletions deletions,
      Records records,
      DeliveryWaker waker) {
    this.places = places;
    this.states = states;
    this.links = links;
    this.changes = changes;
    this.deletions = deletions;
    this.records = records;
    this.waker = waker;
  }

  /**
   * Makes a row the record's, a deleted record live again; what the system lacks is delivered.
   * INVALID where no task of the entity has such rows, NOT_FOUND without the record, CONFLICT where
   * it is merged into another or one of the two records is just being written there.
   *
   * @param by who does it
   * @return the row's resource
   */
  public String link(SystemRow row, UUID recordId, String by) {
    Place place = places.of(row);
    List<TargetResource> entered = states.alone(place.at(), () -> link(place, row, recordId, by));
    waker.wakeSoon(
        row.tenant(), entered.stream().map(TargetResource::connection).distinct().toList());
    return place.at().resource();
  }

  private List<TargetResource> link(Place place, SystemRow row, UUID recordId, String by) {
    LegPlace at = place.at();
    RecordRow record =
        records
            .find(row.tenant(), row.entity(), recordId)
            .orElseThrow(
                () -> SynclineException.of(Category.NOT_FOUND, "there is no record " + recordId));
    if (record.mergedInto() != null) {
      throw refused("the record " + recordId + " is merged into " + record.mergedInto());
    }
    Optional<UUID> before = links.recordOf(at, row.externalId());
    boolean restored = record.deletedAt() != null;
    if (before.equals(Optional.of(recordId)) && !restored) {
      return List.of();
    }
    List<UUID> concerned = new ArrayList<>(List.of(recordId));
    before.ifPresent(concerned::add);
    requireQuiet(at, concerned);
    changes.rewrite(
        at,
        recordId,
        record.data(),
        new RecordChange("link", row.externalId(), null, record.updatedBy(), by));
    links.link(at, row.externalId(), recordId, place.source(), record.updatedBy());
    before.filter(other -> !other.equals(recordId)).ifPresent(other -> left(at, row, other, by));
    links.answered(at, recordId);
    List<TargetResource> targets =
        restored
            ? place.targets()
            : place.written()
                ? List.of(new TargetResource(at.connection(), at.resource()))
                : List.of();
    changes.enqueue(at, recordId, targets, "upsert", record.updatedBy());
    return targets;
  }

  /**
   * Takes a row from its record: the next read of it matches it as a new one. NOT_FOUND where it
   * has none, CONFLICT where the record is just being written there.
   *
   * @param by who does it
   */
  public void unlink(SystemRow row, String by) {
    Place place = places.of(row);
    LegPlace at = place.at();
    states.alone(
        at,
        () -> {
          UUID record =
              links
                  .recordOf(at, row.externalId())
                  .orElseThrow(
                      () ->
                          SynclineException.of(
                              Category.NOT_FOUND, row + " is not linked to a record"));
          requireQuiet(at, List.of(record));
          links.unlink(at, row.externalId());
          left(at, row, record, by);
          return record;
        });
  }

  private void requireQuiet(LegPlace at, List<UUID> concerned) {
    if (links.sending(at, concerned)) {
      throw refused(
          "the record is just being written to '" + at.connection() + "': try again in a moment");
    }
  }

  /** A record that has lost a row. With its last one it goes, as nothing is left that has it. */
  private void left(LegPlace at, SystemRow row, UUID recordId, String by) {
    links.settle(at, row.externalId(), recordId, by);
    RecordRow record = records.find(row.tenant(), row.entity(), recordId).orElse(null);
    if (record == null || record.deletedAt() != null) {
      return;
    }
    RecordChange change =
        new RecordChange("unlink", row.externalId(), null, record.updatedBy(), by);
    if (links.bare(at, recordId)) {
      deletions.bury(at, recordId, change);
    } else {
      changes.rewrite(at, recordId, record.data(), change);
    }
  }

  private static SynclineException refused(String why) {
    return SynclineException.of(Category.CONFLICT, why);
  }
}
