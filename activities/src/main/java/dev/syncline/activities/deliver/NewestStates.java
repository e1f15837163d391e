package dev.syncline.activities.deliver;

import dev.syncline.store.delivery.OutboxRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Of several rows of one record only the last is sent: all of them stand for its present state. */
final class NewestStates {
  private final Map<UUID, List<OutboxRow>> byRecord = new LinkedHashMap<>();

  NewestStates(List<OutboxRow> rows) {
    for (OutboxRow row : rows) {
      byRecord.computeIfAbsent(row.recordId(), id -> new ArrayList<>(1)).add(row);
    }
  }

  /** One row a record, in the order of the outbox. */
  List<OutboxRow> toSend() {
    return byRecord.values().stream().map(rows -> rows.get(rows.size() - 1)).toList();
  }

  /** The rows of the same record that need not be sent. */
  List<OutboxRow> olderThan(OutboxRow sent) {
    List<OutboxRow> rows = byRecord.getOrDefault(sent.recordId(), List.of(sent));
    return rows.subList(0, rows.size() - 1);
  }
}
