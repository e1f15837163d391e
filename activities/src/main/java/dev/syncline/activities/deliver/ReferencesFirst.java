package dev.syncline.activities.deliver;

import dev.syncline.store.delivery.DeliveryResults;
import dev.syncline.store.delivery.DeliveryResults.Refusal;
import dev.syncline.store.delivery.OutboxRow;
import dev.syncline.store.delivery.ReferredIds;
import dev.syncline.store.delivery.ReferredIds.Referred;
import dev.syncline.workflows.delivery.DeliveryInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Fills references in with the ids that the other records have in the system. A record whose
 * reference has none there yet is held until it has.
 */
@Component
class ReferencesFirst {
  private final ReferredIds referred;
  private final DeliveryResults results;

  ReferencesFirst(ReferredIds referred, DeliveryResults results) {
    this.referred = referred;
    this.results = results;
  }

  /** One row a record, in the order of the outbox, without those that are held. */
  List<Ready> ready(DeliveryInput input, Delivery delivery, NewestStates newest) {
    List<OutboxRow> rows = newest.toSend();
    if (delivery.references().isEmpty()) {
      return rows.stream().map(row -> new Ready(row, Map.of())).toList();
    }
    Map<UUID, Map<String, Referred>> all =
        referred.of(
            input.tenant(),
            input.connection(),
            rows.get(0).entity(),
            rows.stream().map(OutboxRow::recordId).toList(),
            delivery.references());
    List<Ready> ready = new ArrayList<>();
    List<Refusal> held = new ArrayList<>();
    for (OutboxRow row : rows) {
      Map<String, Referred> own = all.getOrDefault(row.recordId(), Map.of());
      Optional<Referred> missing =
          row.deleted() ? Optional.empty() : own.values().stream().filter(waits(row)).findFirst();
      if (missing.isPresent()) {
        Refusal hold = hold(row, missing.get(), input.connection());
        held.add(hold);
        newest.olderThan(row).forEach(older -> held.add(hold.of(older)));
      } else {
        ready.add(new Ready(row, own));
      }
    }
    results.held(input.tenant(), input.connection(), held);
    return ready;
  }

  /** A loose row goes without records that wait for it in turn, but not without unknown ones. */
  private static Predicate<Referred> waits(OutboxRow row) {
    return referred -> referred.externalId() == null && !(row.loose() && referred.to() != null);
  }

  private static Refusal hold(OutboxRow row, Referred missing, String connection) {
    return new Refusal(
        row,
        "HELD_REFERENCE",
        "it refers (%s) to %s '%s', which '%s' does not have yet; it goes out when it has"
            .formatted(missing.name(), missing.entity(), missing.sourceId(), connection),
        true);
  }

  /** A row that can be sent, with what it refers to by the reference's name. */
  record Ready(OutboxRow row, Map<String, Referred> references) {}
}
