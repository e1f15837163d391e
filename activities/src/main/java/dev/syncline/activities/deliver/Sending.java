package dev.syncline.activities.deliver;

import dev.syncline.activities.attempt.Pulse;
import dev.syncline.activities.deliver.ReferencesFirst.Ready;
import dev.syncline.connectors.spi.Target;
import dev.syncline.connectors.spi.WriteCommand;
import dev.syncline.connectors.spi.WriteOutcome;
import dev.syncline.connectors.spi.WriteOutcome.Effect;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.delivery.Delivered;
import dev.syncline.store.delivery.DeliveryResults;
import dev.syncline.store.delivery.DeliveryResults.Refusal;
import dev.syncline.store.delivery.OutboxRow;
import dev.syncline.store.delivery.OutboxRows;
import dev.syncline.workflows.delivery.DeliveryInput;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends rows to a target, batch by batch, and notes what became of them. A command whose repetition
 * would have a second effect is noted as asked before it is sent, so that after a crash it is not
 * sent blindly.
 */
final class Sending {
  private final DeliveryInput input;
  private final Delivery delivery;
  private final Target target;
  private final OutboxRows outbox;
  private final DeliveryResults results;
  private String lost = "";
  private boolean created;

  Sending(
      DeliveryInput input,
      Delivery delivery,
      Target target,
      OutboxRows outbox,
      DeliveryResults results) {
    this.input = input;
    this.delivery = delivery;
    this.target = target;
    this.outbox = outbox;
    this.results = results;
  }

  /** A row and what is sent for it. */
  private record Item(OutboxRow row, WriteCommand command, boolean repeatable) {}

  /** Answers the rows whose answer was lost and that can be sent again. */
  List<OutboxRow> send(List<Ready> rows, NewestStates newest) {
    List<Item> items = new ArrayList<>();
    List<Refusal> doubtful = new ArrayList<>();
    for (Ready ready : rows) {
      WriteCommand command = delivery.command(ready.row(), ready.references());
      boolean repeatable = target.repeatable(command);
      if (ready.row().uncertain() && !repeatable) {
        doubtful.add(unknown(ready.row(), "the answer to an earlier attempt was lost"));
      } else {
        items.add(new Item(ready.row(), command, repeatable));
      }
    }
    refuse(doubtful, newest);
    List<OutboxRow> again = new ArrayList<>();
    int size = Math.max(1, target.batchSize());
    for (int from = 0; from < items.size(); from += size) {
      Pulse.check();
      again.addAll(batch(items.subList(from, Math.min(items.size(), from + size)), newest));
    }
    return again;
  }

  private List<OutboxRow> batch(List<Item> items, NewestStates newest) {
    outbox.asked(
        input.tenant(), items.stream().filter(i -> !i.repeatable()).map(Item::row).toList());
    List<WriteOutcome> outcomes = target.write(items.stream().map(Item::command).toList());
    List<OutboxRow> again = new ArrayList<>();
    List<Delivered> delivered = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      if (outcomes.get(i) instanceof WriteOutcome.Written written) {
        created |= written.effect() == Effect.CREATED || item.row().externalId() == null;
        delivered.add(delivery.delivered(item.row(), item.command(), written));
        newest
            .olderThan(item.row())
            .forEach(older -> delivered.add(delivery.overtaken(older, item.command(), written)));
      } else if (outcomes.get(i) instanceof WriteOutcome.Unknown unknown && item.repeatable()) {
        lost = unknown.message();
        again.add(item.row());
      } else {
        refused.add(refusal(item.row(), outcomes.get(i)));
      }
    }
    results.delivered(input.tenant(), input.connection(), delivered);
    refuse(refused, newest);
    return again;
  }

  private void refuse(List<Refusal> refusals, NewestStates newest) {
    List<Refusal> all = new ArrayList<>();
    for (Refusal refusal : refusals) {
      newest.olderThan(refusal.row()).forEach(older -> all.add(refusal.of(older)));
      all.add(refusal);
    }
    results.refused(input.tenant(), input.connection(), all);
  }

  /** Whether something stands in the system now that it did not have before. */
  boolean created() {
    return created;
  }

  /** Why rows have to be sent again. */
  SynclineException lost() {
    return SynclineException.of(Category.UNAVAILABLE, "ANSWER_LOST", lost);
  }

  private static Refusal refusal(OutboxRow row, WriteOutcome outcome) {
    if (outcome instanceof WriteOutcome.Refused refused) {
      return new Refusal(row, refused.code(), refused.message(), refused.recoverable());
    } else if (outcome instanceof WriteOutcome.Stale stale) {
      return new Refusal(row, "STALE", stale.message(), true);
    } else if (outcome instanceof WriteOutcome.Unknown unknown) {
      return unknown(row, unknown.message());
    }
    throw new IllegalStateException("a written row is no refusal");
  }

  private static Refusal unknown(OutboxRow row, String why) {
    return new Refusal(
        row,
        DeliveryResults.UNKNOWN,
        why
            + "; the record may stand there already, and a second one could be made. Look there,"
            + " then retry this failure to send it again, or ignore it",
        false);
  }
}
