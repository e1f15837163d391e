package dev.syncline.activities.resolve;

import dev.syncline.activities.mapping.RecordJson;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.store.duplicate.Survivorship;
import dev.syncline.store.window.Classifying.Decided;
import dev.syncline.store.window.Classifying.Meeting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides the candidates whose record holds values that are not their own: diverged ones are merged
 * three-way, those found by key by survivorship. Several candidates of one record are taken in the
 * order they were read, and one of them writes the record. Pure.
 */
final class Meetings {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final ThreeWayMerge threeWay;
  private final Survivorship survivorship;

  Meetings(TaskSpec task) {
    this.threeWay = new ThreeWayMerge(task.conflicts());
    this.survivorship = Survivorship.read(task.dedupe().survivorship().text());
  }

  List<Decided> decide(List<Meeting> meetings) {
    Map<UUID, List<Meeting>> byRecord = new LinkedHashMap<>();
    for (Meeting meeting : meetings) {
      byRecord.computeIfAbsent(meeting.recordId(), id -> new ArrayList<>()).add(meeting);
    }
    List<Decided> decided = new ArrayList<>(meetings.size());
    byRecord.values().forEach(group -> decided.addAll(decideRecord(group)));
    return decided;
  }

  private List<Decided> decideRecord(List<Meeting> group) {
    Meeting first = group.get(0);
    boolean created = first.operation() == 'C';
    ObjectNode before = RecordJson.read(created ? first.incoming() : first.record());
    ObjectNode now = before;
    Instant modified = created ? first.modified() : first.recordModified();
    for (Meeting meeting : created ? group.subList(1, group.size()) : group) {
      now = meet(meeting, now, modified);
    }
    boolean changed = first.deleted() || !now.equals(before);
    String data = changed ? JSON.writeValueAsString(now) : null;
    List<Decided> decided = new ArrayList<>(group.size());
    for (int i = 0; i < group.size(); i++) {
      decided.add(decision(group.get(i), i == 0, changed, data));
    }
    return decided;
  }

  private ObjectNode meet(Meeting meeting, ObjectNode now, @Nullable Instant modified) {
    ObjectNode incoming = RecordJson.read(meeting.incoming());
    return meeting.operation() == 'D'
        ? threeWay.merge(
            RecordJson.read(meeting.base()), now, incoming, modified, meeting.modified())
        : survivorship.combine(now, incoming);
  }

  private static Decided decision(
      Meeting meeting, boolean writes, boolean changed, @Nullable String data) {
    if (meeting.operation() == 'C') {
      return new Decided(meeting.seq(), 'C', 0, data);
    }
    boolean merge = meeting.operation() == 'M';
    if (writes && changed) {
      return new Decided(meeting.seq(), merge ? 'M' : 'R', meeting.version(), data);
    }
    int version = meeting.version() + (changed ? 1 : 0);
    return new Decided(meeting.seq(), merge ? 'J' : 'V', version, null);
  }
}
