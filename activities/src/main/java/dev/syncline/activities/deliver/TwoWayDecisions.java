package dev.syncline.activities.deliver;

import dev.syncline.activities.mapping.Mapped;
import dev.syncline.activities.mapping.MappingRefused;
import dev.syncline.activities.mapping.RecordJson;
import dev.syncline.activities.merge.Flips;
import dev.syncline.activities.merge.Side;
import dev.syncline.connectors.spi.Current;
import dev.syncline.connectors.spi.Target;
import dev.syncline.connectors.spi.WriteCommand;
import dev.syncline.connectors.spi.WriteOutcome;
import dev.syncline.connectors.spi.WriteOutcome.Effect;
import dev.syncline.connectors.spi.WriteOutcome.Written;
import dev.syncline.store.delivery.OutboxRow;
import dev.syncline.store.twoway.LegState;
import dev.syncline.store.twoway.LegStates;
import dev.syncline.store.window.LegMeetings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Decides what is to be sent of a row, after a look at the system. */
final class TwoWayDecisions {
  private final Target system;
  private final LegWriting leg;
  private final Meeting meeting;
  private final LegStates states;
  private final Map<UUID, LegState> known = new HashMap<>();
  private final Map<String, Current> current = new HashMap<>();

  TwoWayDecisions(Target system, LegWriting leg, Meeting meeting, LegStates states) {
    this.system = system;
    this.leg = leg;
    this.meeting = meeting;
    this.states = states;
  }

  /** Either way on from here. */
  sealed interface Decided {
    /** It is sent. */
    record Send(TwoWayWrite row) implements Decided {}

    /** It needs no sending, or must not be sent. */
    record Done(WriteOutcome outcome) implements Decided {}
  }

  /** How these records stand here, and how the system shows them. */
  void look(List<UUID> records) {
    states.of(meeting.place(), records).forEach(state -> known.put(state.recordId(), state));
    List<String> ids =
        known.values().stream().map(LegState::externalId).filter(Objects::nonNull).toList();
    if (system.canRead() && !ids.isEmpty()) {
      system.current(ids).forEach(row -> current.put(row.externalId(), row));
    }
  }

  /** A row to send, or what became of it without. */
  Decided decide(WriteCommand asked, OutboxRow row) throws MappingRefused {
    LegState state = known.get(row.recordId());
    if (state == null) {
      return done(row.externalId());
    }
    String id = state.externalId();
    Current now = id == null ? null : current.get(id);
    Mapped shown = now == null ? null : leg.read(now.fields());
    if (shown != null && (!shown.hash().equals(state.hash()) || state.sent() != null)) {
      state = meeting.meet(row, shown);
    }
    if (state.deleted()) {
      return delete(asked, row, state, now);
    }
    boolean again = now == null && LegMeetings.AGAIN.equals(state.hash());
    if (now == null && id != null && !again && (state.gone() || system.canRead())) {
      // Whether it is deleted everywhere or made again is not for a delivery to say.
      meeting.absent(id);
      return done(id);
    }
    Side side = Meeting.side(state);
    ObjectNode record = RecordJson.read(state.record());
    ObjectNode open = RecordJson.read(state.open());
    Set<String> held = Set.copyOf(open.propertyNames());
    Set<String> needed = leg.merge().needed(side, record, held);
    if (id != null && !again && needed.isEmpty()) {
      return done(id);
    }
    if (new Flips(null, state.flips()).quarantined()) {
      return new Decided.Done(
          new WriteOutcome.Refused(
              "FLIPPED",
              "the system went back "
                  + state.flips()
                  + " times to the values that were replaced in "
                  + needed
                  + "; it is written again once it shows others",
              false));
    }
    ObjectNode there = shown == null ? waiting(side.base(), open) : RecordJson.read(shown.data());
    ObjectNode from = leg.merge().toWrite(record, there, held);
    WriteCommand command =
        new WriteCommand(
            asked.idempotencyKey(),
            WriteCommand.Kind.UPSERT,
            again ? null : id,
            leg.write(from, again ? null : id),
            now == null ? null : now.version());
    return new Decided.Send(new TwoWayWrite(row, state, side, from, held, needed, command));
  }

  private Decided delete(WriteCommand asked, OutboxRow row, LegState state, @Nullable Current now) {
    String id = state.externalId();
    if (id == null || (now == null && system.canRead())) {
      if (id != null) {
        states.lost(meeting.place(), List.of(id));
        meeting.further(List.of(row));
      }
      return done(id);
    }
    return new Decided.Send(
        new TwoWayWrite(
            row,
            state,
            Meeting.side(state),
            RecordJson.read(state.record()),
            Set.of(),
            Set.of(),
            new WriteCommand(
                asked.idempotencyKey(),
                WriteCommand.Kind.DELETE,
                id,
                leg.keyOf(id),
                now == null ? null : now.version())));
  }

  private static ObjectNode waiting(ObjectNode base, ObjectNode open) {
    ObjectNode there = base.deepCopy();
    open.properties().stream()
        .filter(e -> !e.getValue().isNull())
        .forEach(e -> there.set(e.getKey(), e.getValue()));
    return there;
  }

  private static Decided done(@Nullable String externalId) {
    return new Decided.Done(
        new Written(Effect.UNCHANGED, externalId == null ? "" : externalId, null, null));
  }
}
