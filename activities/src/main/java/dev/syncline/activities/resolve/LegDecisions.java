package dev.syncline.activities.resolve;

import dev.syncline.activities.mapping.RecordJson;
import dev.syncline.activities.merge.ConflictJson;
import dev.syncline.activities.merge.FieldConflict;
import dev.syncline.activities.merge.FieldConflict.Chosen;
import dev.syncline.activities.merge.Flips;
import dev.syncline.activities.merge.LegFields;
import dev.syncline.activities.merge.LegMerge;
import dev.syncline.activities.merge.Merged;
import dev.syncline.activities.merge.Side;
import dev.syncline.activities.merge.Times;
import dev.syncline.activities.run.RunContext;
import dev.syncline.store.duplicate.Survivorship;
import dev.syncline.store.window.LegMeetings.Decided;
import dev.syncline.store.window.LegMeetings.Meeting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Merges the changed rows of one system of a two-way task with their records. Several rows of one
 * record are taken in the order they were read, and one of them writes the record. Pure.
 */
final class LegDecisions {
  private final LegMerge merge;
  private final Survivorship survivorship;

  LegDecisions(RunContext context) {
    this.merge =
        new LegMerge(
            new LegFields(context.leg().readFields(), context.leg().writtenFields()),
            context.task().conflicts(),
            context.leg().index() == 0);
    this.survivorship = Survivorship.read(context.task().dedupe().survivorship().text());
  }

  List<Decided> decide(List<Meeting> meetings) {
    Map<UUID, List<Meeting>> byRecord = new LinkedHashMap<>();
    for (Meeting meeting : meetings) {
      byRecord.computeIfAbsent(meeting.recordId(), id -> new ArrayList<>()).add(meeting);
    }
    List<Decided> decided = new ArrayList<>(meetings.size());
    byRecord.values().forEach(group -> decided.addAll(new OneRecord(group).decide()));
    return decided;
  }

  /** What became of one row. */
  private record Met(
      Meeting meeting, @Nullable Side side, List<FieldConflict> conflicts, Flips flips) {}

  /** The rows of one record. */
  private final class OneRecord {
    private final List<Meeting> group;
    private final Meeting first;
    private final ObjectNode before;
    private final @Nullable Instant modified;
    private ObjectNode now;
    private boolean written;

    OneRecord(List<Meeting> group) {
      this.group = group;
      this.first = group.get(0);
      boolean created = first.operation() == 'C';
      this.before = RecordJson.read(created ? first.incoming() : first.record());
      this.modified = created ? first.modified() : first.recordModified();
      this.now = before;
      this.written = created;
    }

    List<Decided> decide() {
      List<Met> met = group.stream().map(this::meet).toList();
      boolean changed = first.deleted() || !now.equals(before);
      List<Decided> decided = new ArrayList<>(met.size());
      for (int i = 0; i < met.size(); i++) {
        decided.add(decision(met.get(i), i == 0, changed));
      }
      return decided;
    }

    private Met meet(Meeting meeting) {
      ObjectNode incoming = RecordJson.read(meeting.incoming());
      if (meeting.operation() == 'C') {
        return new Met(meeting, new Side(incoming, incoming, null), List.of(), Flips.NONE);
      }
      if (meeting.operation() == 'M' && !(meeting.primary() && !written)) {
        now = survivorship.combine(now, incoming);
        return new Met(meeting, null, List.of(), Flips.NONE);
      }
      written = true;
      Side side = side(meeting);
      Flips flips =
          new Flips(
                  meeting.replaced() == null ? null : RecordJson.read(meeting.replaced()),
                  meeting.flips())
              .seen(side, incoming);
      Side known = flips.quarantined() ? flips.ignoring(side, incoming) : side;
      Merged merged = merge.read(known, now, incoming, new Times(modified, meeting.modified()));
      now = merged.record();
      return new Met(meeting, merged.side(), merged.conflicts(), flips);
    }

    /** A row that comes back to a tombstone changes what it has other than that. */
    private Side side(Meeting meeting) {
      if (meeting.base() != null) {
        ObjectNode base = RecordJson.read(meeting.base());
        return new Side(
            base,
            RecordJson.read(meeting.recordBase()),
            meeting.sent() == null ? null : RecordJson.read(meeting.sent()));
      }
      return meeting.deleted() ? new Side(now, now, null) : Side.unknown();
    }

    private Decided decision(Met met, boolean writes, boolean changed) {
      Meeting meeting = met.meeting();
      Side side =
          met.side() == null ? merge.member(now, RecordJson.read(meeting.incoming())) : met.side();
      Set<String> held = new Merged(now, side, met.conflicts()).held();
      boolean primary = meeting.primary();
      if (!primary && meeting.operation() == 'D') {
        side = merge.member(side, now, held);
      }
      boolean back = met.side() != null && primary && !merge.needed(side, now, held).isEmpty();
      // The record's own row of the same system did not show what this one changed.
      back |= !primary && changed && meeting.operation() == 'D';
      String data = writes && changed ? RecordJson.text(now) : null;
      return new Decided(
          meeting.seq(),
          operation(meeting, writes && changed),
          meeting.version() + (changed && !writes ? 1 : 0),
          data,
          RecordJson.text(side.base()),
          RecordJson.text(side.recordBase()),
          back,
          ConflictJson.of(met.conflicts(), c -> c.chosen() != Chosen.OPEN),
          ConflictJson.of(met.conflicts(), c -> c.chosen() == Chosen.OPEN),
          met.flips().rounds(),
          meeting.hash());
    }

    private static char operation(Meeting meeting, boolean writes) {
      return switch (meeting.operation()) {
        case 'C' -> 'C';
        case 'M' -> writes ? 'M' : 'J';
        default -> writes ? 'R' : 'V';
      };
    }
  }
}
