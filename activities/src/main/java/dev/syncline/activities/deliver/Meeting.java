package dev.syncline.activities.deliver;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.syncline.activities.mapping.Mapped;
import dev.syncline.activities.mapping.RecordJson;
import dev.syncline.activities.merge.ConflictJson;
import dev.syncline.activities.merge.FieldConflict.Chosen;
import dev.syncline.activities.merge.Flips;
import dev.syncline.activities.merge.Merged;
import dev.syncline.activities.merge.Side;
import dev.syncline.activities.merge.Times;
import dev.syncline.store.delivery.OutboxRow;
import dev.syncline.store.twoway.FoundConflicts;
import dev.syncline.store.twoway.LegChanges;
import dev.syncline.store.twoway.LegDeletions;
import dev.syncline.store.twoway.LegPlace;
import dev.syncline.store.twoway.LegState;
import dev.syncline.store.twoway.LegStates;
import dev.syncline.store.twoway.RecordChange;
import dev.syncline.store.window.LegMeetings;
import dev.syncline.store.window.WindowCommit.TargetResource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Merges an edit that is met right before a write, in one transaction, with its history. */
final class Meeting {
  private final LegPlace place;
  private final LegWriting leg;
  private final LegStates states;
  private final LegChanges changes;
  private final LegDeletions deletions;
  private final FoundConflicts conflicts;
  private final List<TargetResource> others;
  private final Runnable wakeOthers;

  Meeting(
      LegPlace place,
      LegWriting leg,
      LegStates states,
      LegChanges changes,
      LegDeletions deletions,
      FoundConflicts conflicts,
      List<TargetResource> others,
      Runnable wakeOthers) {
    this.place = place;
    this.leg = leg;
    this.states = states;
    this.changes = changes;
    this.deletions = deletions;
    this.conflicts = conflicts;
    this.others = List.copyOf(others);
    this.wakeOthers = wakeOthers;
  }

  LegPlace place() {
    return place;
  }

  static Side side(LegState state) {
    return state.base() == null
        ? Side.unknown()
        : new Side(
            RecordJson.read(state.base()),
            RecordJson.read(state.recordBase()),
            state.sent() == null ? null : RecordJson.read(state.sent()));
  }

  /** The record's state once it is merged with what the system shows. */
  LegState meet(OutboxRow row, Mapped shown) {
    Result result = states.alone(place, () -> merge(row, shown));
    if (result.changed()) {
      wakeOthers.run();
    }
    return result.state();
  }

  /** A row that was to be changed is not there. */
  void absent(String externalId) {
    deletions.absent(place, List.of(externalId));
  }

  /** Records that are deleted may have further rows there, which go one after the other. */
  void further(List<OutboxRow> deleted) {
    if (deleted.isEmpty()) {
      return;
    }
    Map<UUID, List<UUID>> byRun =
        deleted.stream()
            .collect(groupingBy(OutboxRow::syncId, mapping(OutboxRow::recordId, toList())));
    states.alone(
        place,
        () -> {
          byRun.forEach((run, records) -> deletions.furtherRows(place, records, run));
          return byRun;
        });
  }

  private record Result(LegState state, boolean changed) {}

  private Result merge(OutboxRow row, Mapped shown) {
    LegState before = states.of(place, List.of(row.recordId())).get(0);
    String id = before.externalId();
    if (id == null) {
      return new Result(before, false);
    }
    ObjectNode incoming = RecordJson.read(shown.data());
    ObjectNode record = RecordJson.read(before.record());
    Side side = side(before);
    Flips flips =
        new Flips(
                before.replaced() == null ? null : RecordJson.read(before.replaced()),
                before.flips())
            .seen(side, incoming);
    Side known = flips.quarantined() ? flips.ignoring(side, incoming) : side;
    Merged merged =
        leg.merge()
            .read(known, record, incoming, new Times(before.recordModified(), shown.modified()));
    // A row that was edited after its record was deleted brings the record back.
    boolean changed =
        before.deleted() ? !incoming.equals(side.base()) : !merged.record().equals(record);
    if (changed) {
      changes.rewrite(
          place,
          before.recordId(),
          RecordJson.text(merged.record()),
          new RecordChange(
              before.deleted() ? "restore" : "reread",
              id,
              shown.modified(),
              row.syncId(),
              merged.decidedBy()));
      changes.enqueue(place, before.recordId(), others, "upsert", row.syncId());
    }
    changes.remember(
        place,
        id,
        merged.held().isEmpty() ? RecordJson.hash(merged.side().base()) : LegMeetings.WAITING,
        RecordJson.text(merged.side().base()),
        RecordJson.text(merged.side().recordBase()),
        flips.rounds());
    conflicts.enter(
        place,
        before.recordId(),
        id,
        "edit",
        ConflictJson.of(merged.conflicts(), c -> c.chosen() != Chosen.OPEN),
        ConflictJson.of(merged.conflicts(), c -> c.chosen() == Chosen.OPEN),
        row.syncId());
    return new Result(states.of(place, List.of(row.recordId())).get(0), changed);
  }
}
