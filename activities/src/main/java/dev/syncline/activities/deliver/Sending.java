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
import org.jspecify.annotations.Nullable;

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
  private boolean created;
  private boolean progress;

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

  /** Answers the rows that were not written and may be later. */
  List<Unsent> send(List<Ready> rows, NewestStates newest) {
    List<Item> items = items(rows, newest);
    List<Unsent> unsent = new ArrayList<>();
    SynclineException whole = null;
    for (int from = 0; from < items.size(); ) {
      int to = whole == null ? endOfBatch(items, from) : items.size();
      List<Item> batch = items.subList(from, to);
      if (whole != null) {
        SynclineException why = whole;
        batch.forEach(item -> unsent.add(new Unsent(item.row(), why, true)));
      } else {
        Pulse.check();
        whole = batch(batch, newest, unsent);
      }
      from = to;
    }
    return unsent;
  }

  private List<Item> items(List<Ready> rows, NewestStates newest) {
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
    return items;
  }

  /** No more that cannot be repeated go out together than may be in doubt after a crash. */
  private int endOfBatch(List<Item> items, int from) {
    int last = Math.min(items.size(), from + Math.max(1, target.batchSize()));
    int unrepeatable = 0;
    for (int at = from; at < last; at++) {
      if (!items.get(at).repeatable() && ++unrepeatable >= Math.max(1, target.atOnce())) {
        return at + 1;
      }
    }
    return last;
  }

  /** Answers what befell the whole system, or null. */
  private @Nullable SynclineException batch(
      List<Item> items, NewestStates newest, List<Unsent> unsent) {
    outbox.asked(
        input.tenant(), items.stream().filter(i -> !i.repeatable()).map(Item::row).toList());
    List<WriteOutcome> outcomes = target.write(items.stream().map(Item::command).toList());
    SynclineException whole = null;
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
        unsent.add(new Unsent(item.row(), lost(unknown), false));
      } else if (outcomes.get(i) instanceof WriteOutcome.NotDone notDone) {
        whole = notDone.whole() ? notDone.why() : whole;
        unsent.add(new Unsent(item.row(), notDone.why(), notDone.whole()));
      } else {
        refused.add(refusal(item.row(), outcomes.get(i)));
      }
    }
    progress |= !delivered.isEmpty();
    results.delivered(input.tenant(), input.connection(), delivered);
    refuse(refused, newest);
    if (whole != null && whole.category() == Category.CANCELLED) {
      Pulse.check();
      throw whole;
    }
    return whole;
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

  /** Whether anything was written. */
  boolean progress() {
    return progress;
  }

  private static SynclineException lost(WriteOutcome.Unknown unknown) {
    return SynclineException.of(Category.UNAVAILABLE, "ANSWER_LOST", unknown.message());
  }

  private static Refusal refusal(OutboxRow row, WriteOutcome outcome) {
    if (outcome instanceof WriteOutcome.Refused refused) {
      return new Refusal(row, refused.code(), refused.message(), refused.recoverable());
    } else if (outcome instanceof WriteOutcome.Stale stale) {
      return new Refusal(row, "STALE", stale.message(), true);
    } else if (outcome instanceof WriteOutcome.Unknown unknown) {
      return unknown(row, unknown.message());
    }
    throw new IllegalStateException("no refusal: " + outcome);
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
