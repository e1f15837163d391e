package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.matching.Linking.Member;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Tells which stored records resemble a row of the window. Most that share a key do not, and there
 * are many: they come by portions, and go again.
 */
public final class Resembling {
  private final Prepared fresh;
  private final KeyIndex index;
  private final Likeness likeness;
  private final Likeness.Scoring scoring;
  private final long records;
  private final double least;

  Resembling(Prepared fresh, Likeness likeness, long records, double least) {
    this.fresh = fresh;
    this.index = KeyIndex.of(fresh.keys());
    this.likeness = likeness;
    this.scoring = likeness.scoring(records);
    this.records = records;
    this.least = least;
  }

  /** Those rows whose record has a row that scores enough with a fresh one. */
  public List<Member> among(List<Member> stored) {
    Prepared rows = Prepared.of(stored, likeness, records);
    Set<UUID> alike =
        IntStream.range(0, stored.size())
            .parallel()
            .filter(row -> resembles(rows, row))
            .mapToObj(row -> stored.get(row).ownId())
            .collect(Collectors.toCollection(ConcurrentHashMap::newKeySet));
    return stored.stream().filter(member -> alike.contains(member.ownId())).toList();
  }

  private boolean resembles(Prepared rows, int row) {
    @Nullable Object[] values = rows.values(row);
    int source = rows.members().get(row).row().source();
    for (int other : index.sharing(rows.keys()[row], Linking.BLOCK)) {
      boolean same = fresh.members().get(other).row().source() == source;
      double weight = scoring.weight(fresh.values(other), values);
      if (Scorer.probability(weight + (same ? likeness.sameSourceBits() : 0)) >= least) {
        return true;
      }
    }
    return false;
  }
}
