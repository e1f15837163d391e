package dev.syncline.activities.deliver;

import dev.syncline.activities.deliver.TwoWayDecisions.Decided;
import dev.syncline.activities.mapping.MappingRefused;
import dev.syncline.activities.mapping.RecordJson;
import dev.syncline.connectors.spi.Current;
import dev.syncline.connectors.spi.Target;
import dev.syncline.connectors.spi.WriteCommand;
import dev.syncline.connectors.spi.WriteOutcome;
import dev.syncline.connectors.spi.WriteOutcome.Written;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.delivery.OutboxRow;
import dev.syncline.store.twoway.LegStates;
import dev.syncline.store.twoway.LegStates.Sending;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
  private final Map<String, OutboxRow> rows = new HashMap<>();

  TwoWayTarget(
      Target system, LegWriting leg, Meeting meeting, LegStates states, List<OutboxRow> rows) {
    this.system = system;
    this.leg = leg;
    this.meeting = meeting;
    this.states = states;
    rows.forEach(row -> this.rows.put(row.id().toString(), row));
  }

  @Override
  public int batchSize() {
    return system.batchSize();
  }

  @Override
  public int atOnce() {
    return system.atOnce();
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
    try {
      for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
        round(batch, left, outcomes);
        left = left.stream().filter(i -> outcomes[i] instanceof WriteOutcome.Stale).toList();
      }
    } catch (SynclineException e) {
      if (e.category() == Category.DATABASE) {
        throw e;
      }
      // What an earlier round wrote stays written.
      left.forEach(i -> outcomes[i] = new WriteOutcome.NotDone(e, true));
    }
    return Stream.of(outcomes).map(outcome -> Objects.requireNonNull(outcome)).toList();
  }

  /** One attempt at the rows that are left. */
  private void round(
      List<WriteCommand> batch, List<Integer> left, @Nullable WriteOutcome[] outcomes) {
    TwoWayDecisions deciding = new TwoWayDecisions(system, leg, meeting, states);
    deciding.look(left.stream().map(i -> row(batch.get(i)).recordId()).distinct().toList());
    Map<Integer, TwoWayWrite> going = new LinkedHashMap<>();
    for (int i : left) {
      try {
        Decided decided = deciding.decide(batch.get(i), row(batch.get(i)));
        if (decided instanceof Decided.Send send) {
          going.put(i, send.row());
        } else if (decided instanceof Decided.Done done) {
          outcomes[i] = done.outcome();
        }
      } catch (MappingRefused e) {
        outcomes[i] = new WriteOutcome.Refused(e.code(), e.message(), false);
      }
    }
    if (!going.isEmpty()) {
      send(going, outcomes);
    }
  }

  private void send(Map<Integer, TwoWayWrite> going, @Nullable WriteOutcome[] outcomes) {
    states.sending(
        meeting.place(),
        going.values().stream()
            .filter(g -> g.command().externalId() != null)
            .map(g -> new Sending(String.valueOf(g.command().externalId()), g.sent()))
            .toList());
    List<WriteOutcome> answers =
        system.write(going.values().stream().map(TwoWayWrite::command).toList());
    int at = 0;
    List<Integer> places = new ArrayList<>();
    List<TwoWayWrite> written = new ArrayList<>();
    List<Written> how = new ArrayList<>();
    for (Map.Entry<Integer, TwoWayWrite> entry : going.entrySet()) {
      WriteOutcome answer = answers.get(at++);
      outcomes[entry.getKey()] = answer;
      if (answer instanceof Written done) {
        places.add(entry.getKey());
        written.add(entry.getValue());
        how.add(done);
      }
    }
    List<WriteOutcome> told = new TwoWayEchoes(system, leg, meeting, states).remember(written, how);
    for (int i = 0; i < told.size(); i++) {
      outcomes[places.get(i)] = told.get(i);
    }
  }

  private OutboxRow row(WriteCommand command) {
    return Objects.requireNonNull(rows.get(command.idempotencyKey()));
  }
}
