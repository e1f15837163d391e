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
import dev.syncline.store.twoway.LegDeletions;
import dev.syncline.store.twoway.LegState;
import dev.syncline.store.twoway.LegStates;
import dev.syncline.store.twoway.LegStates.Noted;
import dev.syncline.store.twoway.LegStates.Sending;
import dev.syncline.store.window.LegMeetings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A system of a two-way task. It is looked at before it is written, edits that nobody has read yet
 * are merged first, nothing is sent that it has already, and what it made of a write is remembered,
 * so that its echo is known.
 */
final class TwoWayTarget implements Target {
  /** How often a row that moves on while it is written is merged again. */
  private static final int ROUNDS = 5;

  private final Target system;
  private final LegWriting leg;
  private final Meeting meeting;
  private final LegStates states;
  private final LegDeletions deletions;
  private final Map<String, OutboxRow> rows = new HashMap<>();

  TwoWayTarget(
      Target system,
      LegWriting leg,
      Meeting meeting,
      LegStates states,
      LegDeletions deletions,
      List<OutboxRow> rows) {
    this.system = system;
    this.leg = leg;
    this.meeting = meeting;
    this.states = states;
    this.deletions = deletions;
    rows.forEach(row -> this.rows.put(row.id().toString(), row));
  }

  @Override
  public int batchSize() {
    return system.batchSize();
  }

  @Override
  public boolean canRead() {
    return system.canRead();
  }

  @Override
  public List<Current> current(List<String> externalIds) {
    return system.current(externalIds);
  }

  /** Asked of the row as it would be created; what is known there is only changed. */
  @Override
  public boolean repeatable(WriteCommand command) {
    OutboxRow row = rows.get(command.idempotencyKey());
    if (row == null || command.externalId() != null || row.deleted()) {
      return system.repeatable(command);
    }
    try {
      ObjectNode fields = leg.write(RecordJson.read(row.data()), null);
      return system.repeatable(
          new WriteCommand(command.idempotencyKey(), WriteCommand.Kind.UPSERT, null, fields, null));
    } catch (MappingRefused e) {
      return true; // It is refused before anything is sent.
    }
  }

  @Override
  public void close() {
    system.close();
  }

  @Override
  public List<WriteOutcome> write(List<WriteCommand> batch) {
    @Nullable WriteOutcome[] outcomes = new WriteOutcome[batch.size()];
    List<Integer> left = IntStream.range(0, batch.size()).boxed().toList();
    for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
      new Round(batch, left, outcomes).write();
      left = left.stream().filter(i -> outcomes[i] instanceof WriteOutcome.Stale).toList();
    }
    List<WriteOutcome> all = new ArrayList<>(batch.size());
    for (int i = 0; i < outcomes.length; i++) {
      all.add(Objects.requireNonNull(outcomes[i]));
    }
    return all;
  }

  /** A row on its way. */
  private record Going(
      OutboxRow row,
      LegState state,
      Side side,
      ObjectNode from,
      Set<String> held,
      Set<String> needed,
      WriteCommand command) {
    /** The same by what is remembered of the row now. */
    Going by(LegState now) {
      return new Going(row, state, Meeting.side(now), from, held, needed, command);
    }
  }

  /** One attempt at the rows that are left. */
  private final class Round {
    private final List<WriteCommand> batch;
    private final List<Integer> left;
    private final @Nullable WriteOutcome[] outcomes;
    private final Map<UUID, LegState> known = new HashMap<>();
    private final Map<String, Current> current = new HashMap<>();
    private final Map<Integer, Going> going = new LinkedHashMap<>();
    private final List<OutboxRow> gone = new ArrayList<>();

    Round(List<WriteCommand> batch, List<Integer> left, @Nullable WriteOutcome[] outcomes) {
      this.batch = batch;
      this.left = left;
      this.outcomes = outcomes;
    }

    void write() {
      look();
      for (int i : left) {
        try {
          outcomes[i] = decide(i);
        } catch (MappingRefused e) {
          outcomes[i] = new WriteOutcome.Refused(e.code(), e.message(), false);
        }
      }
      if (!going.isEmpty()) {
        send();
      }
      meeting.further(gone);
    }

    private void send() {
      states.sending(
          meeting.place(),
          going.values().stream()
              .filter(g -> g.command().externalId() != null)
              .map(g -> new Sending(String.valueOf(g.command().externalId()), sent(g)))
              .toList());
      List<WriteOutcome> answers =
          system.write(going.values().stream().map(Going::command).toList());
      int at = 0;
      List<Going> written = new ArrayList<>();
      List<Written> how = new ArrayList<>();
      for (Map.Entry<Integer, Going> entry : going.entrySet()) {
        WriteOutcome answer = answers.get(at++);
        outcomes[entry.getKey()] = answer;
        if (answer instanceof Written done) {
          written.add(entry.getValue());
          how.add(done);
        }
      }
      remember(written, how);
    }

    private static String sent(Going row) {
      return String.valueOf(row.side().sending(row.from(), row.needed()).sent());
    }

    private void look() {
      List<UUID> records = left.stream().map(i -> row(i).recordId()).distinct().toList();
      states.of(meeting.place(), records).forEach(state -> known.put(state.recordId(), state));
      List<String> ids =
          known.values().stream().map(LegState::externalId).filter(id -> id != null).toList();
      if (system.canRead() && !ids.isEmpty()) {
        system.current(ids).forEach(row -> current.put(row.externalId(), row));
      }
    }

    private OutboxRow row(int i) {
      return Objects.requireNonNull(rows.get(batch.get(i).idempotencyKey()));
    }

    private @Nullable WriteOutcome decide(int i) throws MappingRefused {
      OutboxRow row = row(i);
      LegState state = known.get(row.recordId());
      if (state == null) {
        return nothing(row.externalId());
      }
      String id = state.externalId();
      Current now = id == null ? null : current.get(id);
      Mapped shown = now == null ? null : leg.read(now.fields());
      if (shown != null && (!shown.hash().equals(state.hash()) || state.sent() != null)) {
        state = meeting.meet(row, shown);
      }
      if (state.deleted()) {
        return delete(i, row, state, now);
      }
      boolean again = now == null && LegMeetings.AGAIN.equals(state.hash());
      if (now == null && id != null && !again && (state.gone() || system.canRead())) {
        // Whether it is deleted everywhere or made again is not for a delivery to say.
        deletions.absent(meeting.place(), List.of(id));
        return nothing(id);
      }
      Side side = Meeting.side(state);
      ObjectNode record = RecordJson.read(state.record());
      ObjectNode open = RecordJson.read(state.open());
      Set<String> held = Set.copyOf(open.propertyNames());
      Set<String> needed = leg.merge().needed(side, record, held);
      if (id != null && !again && needed.isEmpty()) {
        return nothing(id);
      }
      if (new Flips(null, state.flips()).quarantined()) {
        return new WriteOutcome.Refused(
            "FLIPPED",
            "the system went back "
                + state.flips()
                + " times to the values that were replaced in "
                + needed
                + "; it is written again once it shows others",
            false);
      }
      ObjectNode there = shown == null ? waiting(side.base(), open) : RecordJson.read(shown.data());
      ObjectNode from = leg.merge().toWrite(record, there, held);
      WriteCommand command =
          new WriteCommand(
              batch.get(i).idempotencyKey(),
              WriteCommand.Kind.UPSERT,
              again ? null : id,
              leg.write(from, again ? null : id),
              now == null ? null : now.version());
      going.put(i, new Going(row, state, side, from, held, needed, command));
      return null;
    }

    private @Nullable WriteOutcome delete(
        int i, OutboxRow row, LegState state, @Nullable Current now) {
      String id = state.externalId();
      if (id == null || (now == null && system.canRead())) {
        if (id != null) {
          states.lost(meeting.place(), List.of(id));
          gone.add(row);
        }
        return nothing(id);
      }
      going.put(
          i,
          new Going(
              row,
              state,
              Meeting.side(state),
              RecordJson.read(state.record()),
              Set.of(),
              Set.of(),
              new WriteCommand(
                  batch.get(i).idempotencyKey(),
                  WriteCommand.Kind.DELETE,
                  id,
                  leg.keyOf(id),
                  now == null ? null : now.version())));
      return null;
    }

    private void remember(List<Going> written, List<Written> how) {
      Map<String, Current> after = again(written, how);
      boolean held = written.stream().anyMatch(row -> !row.held().isEmpty());
      if (!held) {
        note(written, how, after);
        return;
      }
      // A person may have decided meanwhile over what was held back.
      states.alone(
          meeting.place(),
          () -> {
            note(asOfNow(written), how, after);
            return written;
          });
    }

    private List<Going> asOfNow(List<Going> rows) {
      Map<UUID, LegState> now = new HashMap<>();
      states
          .of(meeting.place(), rows.stream().map(row -> row.row().recordId()).toList())
          .forEach(state -> now.put(state.recordId(), state));
      return rows.stream()
          .map(row -> row.by(now.getOrDefault(row.row().recordId(), row.state())))
          .toList();
    }

    private void note(List<Going> written, List<Written> how, Map<String, Current> after) {
      List<Noted> noted = new ArrayList<>();
      List<String> deleted = new ArrayList<>();
      for (int i = 0; i < written.size(); i++) {
        Going row = written.get(i);
        Written done = how.get(i);
        if (row.command().kind() == WriteCommand.Kind.DELETE) {
          deleted.add(String.valueOf(row.command().externalId()));
          gone.add(row.row());
        } else {
          noted.add(noted(row, done, after.get(done.externalId())));
        }
      }
      states.written(meeting.place(), noted);
      states.lost(meeting.place(), deleted);
    }

    /** The rows whose answers do not tell what they hold now. */
    private Map<String, Current> again(List<Going> written, List<Written> how) {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < written.size(); i++) {
        Written done = how.get(i);
        WriteCommand command = written.get(i).command();
        if (command.kind() == WriteCommand.Kind.UPSERT
            && done.version() != null
            && !LegWriting.complete(done.answer(), command.fields())) {
          ids.add(done.externalId());
        }
      }
      Map<String, Current> after = new HashMap<>();
      if (system.canRead() && !ids.isEmpty()) {
        system.current(ids).forEach(row -> after.put(row.externalId(), row));
      }
      return after;
    }

    private Noted noted(Going row, Written done, @Nullable Current after) {
      ObjectNode shown = shown(row, done, after);
      Side side = leg.merge().written(row.side(), row.from(), shown, row.held());
      ObjectNode replaced = JsonNodeFactory.instance.objectNode();
      row.needed().stream()
          .filter(field -> row.side().base().has(field))
          .forEach(field -> replaced.set(field, row.side().base().get(field)));
      return new Noted(
          row.row().recordId(),
          done.externalId(),
          row.held().isEmpty() ? RecordJson.hash(side.base()) : LegMeetings.WAITING,
          RecordJson.text(side.base()),
          RecordJson.text(side.recordBase()),
          row.state().version(),
          row.row().syncId(),
          row.command().externalId() == null ? null : replaced.toString());
    }

    /**
     * What it shows now: its own answer, else a look at the version it wrote, else what was sent.
     */
    private ObjectNode shown(Going row, Written done, @Nullable Current after) {
      ObjectNode answer = done.answer();
      if (!LegWriting.complete(answer, row.command().fields())) {
        answer =
            after != null && Objects.equals(after.version(), done.version())
                ? after.fields()
                : null;
      }
      if (answer != null) {
        try {
          return RecordJson.read(leg.read(answer).data());
        } catch (MappingRefused e) {
          // The next read quarantines it; until then it is taken to hold what it was sent.
          answer = null;
        }
      }
      return leg.assumed(row.from(), row.side().base());
    }
  }

  private static ObjectNode waiting(ObjectNode base, ObjectNode open) {
    ObjectNode there = base.deepCopy();
    open.properties().stream()
        .filter(e -> !e.getValue().isNull())
        .forEach(e -> there.set(e.getKey(), e.getValue()));
    return there;
  }

  private static WriteOutcome nothing(@Nullable String externalId) {
    return new Written(Effect.UNCHANGED, externalId == null ? "" : externalId, null, null);
  }
}
