package dev.syncline.store.duplicate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record as it stood at one moment, with all that belongs to it.
 *
 * @param modified the source's own modification time of its values
 * @param keys its exact keys
 */
record Snapshot(ObjectNode data, @Nullable Instant modified, List<Row> rows, Set<UUID> keys) {

  /** Where a row of the id map comes from. */
  record Place(String connection, String resource, String externalId) {
    boolean sameResource(Place other) {
      return connection.equals(other.connection) && resource.equals(other.resource);
    }
  }

  /**
   * A row of the id map.
   *
   * @param source whether the record is made from it; false where it was only delivered there
   * @param lost whether its source has lost it
   * @param base the values that it contributed last
   * @param modified the source's own modification time of these
   */
  record Row(
      Place place,
      boolean primary,
      boolean source,
      boolean lost,
      ObjectNode base,
      @Nullable Instant modified) {
    Row withPrimary(boolean now) {
      return now == primary ? this : new Row(place, now, source, lost, base, modified);
    }
  }

  Snapshot {
    rows = List.copyOf(rows);
    keys = Set.copyOf(keys);
  }

  /** This record after the other one went into it. */
  Snapshot joined(Snapshot right, Survivorship survivorship) {
    List<Row> together = new ArrayList<>(rows);
    for (Row row : right.rows) {
      boolean first = rows.stream().noneMatch(own -> own.place.sameResource(row.place));
      together.add(row.withPrimary(row.primary && first));
    }
    Set<UUID> all = new TreeSet<>(keys);
    all.addAll(right.keys);
    return new Snapshot(
        survivorship.combine(data, right.data), later(modified, right.modified), together, all);
  }

  static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isAfter(b) ? a : b;
  }

  Map<Place, Row> byPlace() {
    Map<Place, Row> byPlace = new LinkedHashMap<>();
    rows.forEach(row -> byPlace.put(row.place, row));
    return byPlace;
  }
}
