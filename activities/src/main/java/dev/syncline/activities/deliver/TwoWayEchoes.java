package dev.syncline.activities.deliver;

import dev.syncline.activities.mapping.MappingRefused;
import dev.syncline.activities.mapping.RecordJson;
import dev.syncline.activities.merge.Side;
import dev.syncline.connectors.spi.Current;
import dev.syncline.connectors.spi.Target;
import dev.syncline.connectors.spi.WriteOutcome;
import dev.syncline.connectors.spi.WriteOutcome.Written;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.delivery.OutboxRow;
import dev.syncline.store.twoway.LegState;
import dev.syncline.store.twoway.LegStates;
import dev.syncline.store.twoway.LegStates.Noted;
import dev.syncline.store.window.LegMeetings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Keeps what a system made of a write, so that its echo is known. */
final class TwoWayEchoes {
  private final Target system;
  private final LegWriting leg;
  private final Meeting meeting;
  private final LegStates states;

  TwoWayEchoes(Target system, LegWriting leg, Meeting meeting, LegStates states) {
    this.system = system;
    this.leg = leg;
    this.meeting = meeting;
    this.states = states;
  }

  /**
   * Notes what was written and answers, row by row, what is known of it. Of a change whose result
   * cannot be read now nothing is noted: the next attempt finds out.
   */
  List<WriteOutcome> remember(List<TwoWayWrite> written, List<Written> how) {
    Map<String, Current> after = new HashMap<>();
    SynclineException unread = read(written, how, after);
    if (written.stream().allMatch(row -> row.held().isEmpty())) {
      return note(written, how, after, unread);
    }
    // A person may have decided meanwhile over what was held back.
    return states.alone(meeting.place(), () -> note(asOfNow(written), how, after, unread));
  }

  private List<TwoWayWrite> asOfNow(List<TwoWayWrite> rows) {
    Map<UUID, LegState> now = new HashMap<>();
    states
        .of(meeting.place(), rows.stream().map(row -> row.row().recordId()).toList())
        .forEach(state -> now.put(state.recordId(), state));
    return rows.stream()
        .map(row -> row.by(now.getOrDefault(row.row().recordId(), row.state())))
        .toList();
  }

  private List<WriteOutcome> note(
      List<TwoWayWrite> written,
      List<Written> how,
      Map<String, Current> after,
      @Nullable SynclineException unread) {
    List<WriteOutcome> told = new ArrayList<>(written.size());
    List<Noted> noted = new ArrayList<>();
    List<OutboxRow> deleted = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      TwoWayWrite row = written.get(i);
      Written done = how.get(i);
      if (unread != null && row.command().externalId() != null && asks(row, done)) {
        told.add(new WriteOutcome.NotDone(unread, true));
        continue;
      }
      told.add(done);
      if (row.deletes()) {
        gone.add(String.valueOf(row.command().externalId()));
        deleted.add(row.row());
      } else {
        noted.add(noted(row, done, after.get(done.externalId())));
      }
    }
    states.written(meeting.place(), noted);
    states.lost(meeting.place(), gone);
    meeting.further(deleted);
    return told;
  }

  /**
   * Reads the rows whose answers do not tell what they hold now; answers what kept it from that.
   */
  private @Nullable SynclineException read(
      List<TwoWayWrite> written, List<Written> how, Map<String, Current> after) {
    List<String> ids =
        IntStream.range(0, written.size())
            .filter(i -> asks(written.get(i), how.get(i)))
            .mapToObj(i -> how.get(i).externalId())
            .toList();
    if (system.canRead() && !ids.isEmpty()) {
      try {
        system.current(ids).forEach(row -> after.put(row.externalId(), row));
      } catch (SynclineException e) {
        return e;
      }
    }
    return null;
  }

  private static boolean asks(TwoWayWrite row, Written done) {
    return !row.deletes()
        && done.version() != null
        && !LegWriting.complete(done.answer(), row.command().fields());
  }

  private Noted noted(TwoWayWrite row, Written done, @Nullable Current after) {
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

  /** What it shows now: its own answer, else a look at the version it wrote, else what was sent. */
  private ObjectNode shown(TwoWayWrite row, Written done, @Nullable Current after) {
    ObjectNode answer = done.answer();
    if (!LegWriting.complete(answer, row.command().fields())) {
      answer =
          after != null && Objects.equals(after.version(), done.version()) ? after.fields() : null;
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
