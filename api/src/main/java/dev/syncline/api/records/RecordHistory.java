package dev.syncline.api.records;

import dev.syncline.api.records.RecordView.Change;
import dev.syncline.store.record.HistoryRow;
import dev.syncline.store.record.RecordRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who set which field, from where and when. A stored row keeps what stood before a change, so each
 * change lies between one row and the next, the last one between the last row and the record.
 */
final class RecordHistory {
  /** As many changes are shown at most. */
  static final int SHOWN = 500;

  private RecordHistory() {}

  /**
   * @param rows oldest first
   */
  static List<Change> of(RecordRow record, List<HistoryRow> rows) {
    List<Change> changes = new ArrayList<>();
    if (rows.size() < SHOWN) {
      String first = rows.isEmpty() ? record.data() : rows.get(0).data();
      int version = rows.isEmpty() ? record.version() : rows.get(0).version();
      changes.add(
          new Change(
              version,
              "create",
              record.createdBy(),
              null,
              null,
              null,
              record.createdAt(),
              FieldChange.between(null, first)));
    }
    for (int i = 0; i < rows.size(); i++) {
      HistoryRow row = rows.get(i);
      @Nullable HistoryRow next = i + 1 < rows.size() ? rows.get(i + 1) : null;
      changes.add(
          new Change(
              next == null ? record.version() : next.version(),
              row.operation(),
              row.syncId(),
              row.connection(),
              row.externalId(),
              row.by(),
              row.at(),
              FieldChange.between(row.data(), next == null ? record.data() : next.data())));
    }
    Collections.reverse(changes);
    return changes;
  }
}
