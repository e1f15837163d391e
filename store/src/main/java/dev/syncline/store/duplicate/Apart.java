package dev.syncline.store.duplicate;

import dev.syncline.store.duplicate.Snapshot.Place;
import dev.syncline.store.duplicate.Snapshot.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What two records come to that were merged once and are taken apart now. It begins with both as
 * they were before, and is told in order what became of the merged record since: what a source row
 * changed goes to the side that has the row, everything else stays. So without changes both are
 * exactly what they were, other merges of the record included. Pure.
 */
final class Apart {
  private Snapshot stays;
  private Snapshot goes;
  private Snapshot whole;
  private final boolean written;
  private final Map<Place, Row> lostByStaying = new LinkedHashMap<>();
  private final Map<Place, Row> lostByGoing = new LinkedHashMap<>();

  Apart(Snapshot left, Snapshot right, Survivorship survivorship) {
    this(left, right, survivorship, false);
  }

  /**
   * @param written whether the merged record is written to its own source rows: what they show of
   *     it is no change of theirs
   */
  Apart(Snapshot left, Snapshot right, Survivorship survivorship, boolean written) {
    this.written = written;
    this.stays = left;
    this.goes = right;
    this.whole = left.joined(right, survivorship);
  }

  /** The merged record as it was found later. */
  void later(Snapshot now) {
    Changes going = Changes.of(goes.rows(), now);
    Changes staying = Changes.of(stays.rows(), now);
    if (written) {
      going = going.butOf(whole.data());
      staying = staying.butOf(whole.data()).butOf(going);
    }
    Snapshot parted = goes;
    goes =
        new Snapshot(
            going.applied(goes.data(), whole.data(), now.data(), null),
            modified(goes, going, now),
            still(goes, now, lostByGoing),
            goes.keys());
    List<Row> rows = still(stays, now, lostByStaying);
    stays =
        new Snapshot(
            staying.applied(
                stays.data(), whole.data(), now.data(), new Changes.Other(goes.data(), going)),
            modified(stays, staying, now),
            withNew(rows, parted, now),
            keys(now));
    whole = now;
  }

  /** Another record went into the merged one. */
  void took(Snapshot right, Survivorship survivorship) {
    whole = whole.joined(right, survivorship);
    stays = stays.joined(right, survivorship);
  }

  /** The merged record went into another one. */
  void wentInto(Snapshot left, Survivorship survivorship) {
    whole = left.joined(whole, survivorship);
    stays = left.joined(stays, survivorship);
  }

  /** That of the rows which changed it, where they tell. */
  private static @Nullable Instant modified(Snapshot side, Changes changes, Snapshot now) {
    if (changes.none()) {
      return side.modified();
    }
    Map<Place, Row> found = now.byPlace();
    Instant latest = null;
    for (Row row : side.rows()) {
      Row at = found.get(row.place());
      latest = at == null ? latest : Snapshot.later(latest, at.modified());
    }
    return latest == null ? now.modified() : latest;
  }

  private List<Row> still(Snapshot side, Snapshot now, Map<Place, Row> lost) {
    Map<Place, Row> found = now.byPlace();
    Map<Place, Row> before = whole.byPlace();
    List<Row> still = new ArrayList<>();
    for (Row row : side.rows()) {
      Row at = found.get(row.place());
      if (at == null) {
        lost.put(row.place(), row);
        continue;
      }
      Row held = before.get(row.place());
      boolean flagged = held != null && held.primary() != at.primary();
      still.add(at.withPrimary(flagged ? at.primary() : row.primary()));
    }
    return still;
  }

  /** Rows that came since stay; the first of a resource that has no primary one becomes it. */
  private List<Row> withNew(List<Row> rows, Snapshot parted, Snapshot now) {
    Map<Place, Row> known = stays.byPlace();
    known.putAll(parted.byPlace());
    List<Row> all = new ArrayList<>(rows);
    for (Row row : now.rows()) {
      if (!known.containsKey(row.place())) {
        boolean first =
            all.stream()
                .noneMatch(other -> other.primary() && other.place().sameResource(row.place()));
        all.add(row.withPrimary(row.primary() || first));
      }
    }
    return all;
  }

  private TreeSet<UUID> keys(Snapshot now) {
    TreeSet<UUID> keys = new TreeSet<>(now.keys());
    keys.removeIf(key -> whole.keys().contains(key) && !stays.keys().contains(key));
    return keys;
  }

  Snapshot stays() {
    return stays;
  }

  Snapshot goes() {
    return goes;
  }

  /** The source rows whose loss left the staying record without any; none where it has some. */
  List<Row> orphansOfStaying() {
    return orphans(stays, lostByStaying);
  }

  /** The same of the record that goes. */
  List<Row> orphansOfGoing() {
    return orphans(goes, lostByGoing);
  }

  private static List<Row> orphans(Snapshot part, Map<Place, Row> lost) {
    boolean lives = part.rows().stream().anyMatch(row -> row.source() && !row.lost());
    return lives ? List.of() : lost.values().stream().filter(Row::source).toList();
  }
}
