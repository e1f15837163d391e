package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.Phonetic;
import dev.syncline.definitions.DedupeSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Links rows that have no record yet to records, and to each other, by a learnt model or by rules.
 * Rows that have a record stay with it: two records are never made one here, they are proposed.
 */
public final class Linking {
  private static final int BLOCK = 100;

  private final Likeness likeness;

  private Linking(Likeness likeness) {
    this.likeness = likeness;
  }

  /** Learns from rows without labels; see {@link #json}. */
  public static Linking learn(Preset preset, Phonetic sounds, List<Member> sample) {
    return new Linking(
        new LearntLikeness(
            Training.learn(preset, sounds, sample.stream().map(Member::row).toList())));
  }

  /** As it was before it was written with {@link #json}. */
  public static Linking read(String json) {
    return new Linking(new LearntLikeness(StoredModel.read(json)));
  }

  /** By a task's own rules; there is nothing to learn. */
  public static Linking by(DedupeSpec dedupe) {
    return new Linking(new RuleLikeness(dedupe.match(), dedupe.phonetic(), dedupe.locale()));
  }

  /** What was learnt; empty for rules. */
  public Optional<String> json() {
    return likeness instanceof LearntLikeness learnt
        ? Optional.of(StoredModel.write(learnt.model()))
        : Optional.empty();
  }

  /** Whether it goes by these sounds. */
  public boolean hears(Phonetic sounds) {
    return !(likeness instanceof LearntLikeness learnt)
        || learnt.model().layout().sounds() == sounds;
  }

  /**
   * A row.
   *
   * @param record the record it belongs to; null where that is to be found
   * @param ownId the id of the record it becomes where it belongs to none
   */
  public record Member(MatchRow row, @Nullable UUID record, UUID ownId) {}

  /**
   * Two rows that score at least as much as is worth a person's look.
   *
   * @param left index of a member
   * @param right index of a member that has or gets another record, or was merged into the left's
   * @param merged whether the right one joins the left one's record
   */
  public record Found(int left, int right, double score, boolean merged, List<Reason> reasons) {}

  /** Two members that an exact key makes one. */
  public record Certain(int left, int right) {}

  /**
   * What the rows came to.
   *
   * @param records the record of each member
   */
  public record Linked(List<UUID> records, List<Found> found) {}

  /** The keys that rows of such values are found by among so many records. */
  public long[] keys(Map<String, String> values, long records) {
    return likeness.keys(likeness.prepare(values), records).stream()
        .mapToLong(BlockingKey::hash)
        .distinct()
        .toArray();
  }

  /**
   * Links.
   *
   * @param certain pairs that are one for certain, left index first
   * @param records how many records there are in all
   */
  public Linked link(
      List<Member> members, List<Certain> certain, long records, double mergeAt, double reviewAt) {
    List<@Nullable Object[]> prepared = new ArrayList<>(members.size());
    List<List<BlockingKey>> keys = new ArrayList<>(members.size());
    for (Member member : members) {
      @Nullable Object[] values = likeness.prepare(member.row().values());
      prepared.add(values);
      keys.add(likeness.keys(values, records));
    }
    Likeness.Scoring scorer = likeness.scoring(records);
    Clusters.PairWeight weight =
        (left, right) -> {
          boolean same = members.get(left).row().source() == members.get(right).row().source();
          return scorer.weight(prepared.get(left), prepared.get(right))
              + (same ? likeness.sameSourceBits() : 0);
        };
    List<Match> matches = new ArrayList<>();
    certain.forEach(pair -> matches.add(new Match(pair.left(), pair.right(), Match.CERTAIN)));
    matches.addAll(matches(members, keys, weight, reviewAt));
    Clusters clusters = cluster(members, matches, weight, mergeAt);
    return outcome(members, matches, clusters, scorer);
  }

  /** Why two rows are one or are not. */
  public List<Reason> reasons(MatchRow left, MatchRow right, long records) {
    return likeness.scoring(records).reasons(left, right);
  }

  private static List<Match> matches(
      List<Member> members,
      List<List<BlockingKey>> keys,
      Clusters.PairWeight weight,
      double reviewAt) {
    return Arrays.stream(new CandidatePairs(BLOCK).of(keys))
        .parallel()
        .filter(pair -> apart(members, CandidatePairs.left(pair), CandidatePairs.right(pair)))
        .mapToObj(
            pair -> {
              int left = CandidatePairs.left(pair);
              int right = CandidatePairs.right(pair);
              return new Match(left, right, weight.of(left, right));
            })
        .filter(match -> match.score() >= reviewAt)
        .sorted(
            Comparator.comparingDouble(Match::weight)
                .reversed()
                .thenComparingInt(Match::left)
                .thenComparingInt(Match::right))
        .toList();
  }

  /** Whether the two could become one here: not both known, and not of the same record. */
  private static boolean apart(List<Member> members, int left, int right) {
    UUID a = members.get(left).record();
    UUID b = members.get(right).record();
    return a == null || !a.equals(b);
  }

  private Clusters cluster(
      List<Member> members, List<Match> matches, Clusters.PairWeight weight, double mergeAt) {
    List<Match> sure = matches.stream().filter(match -> match.score() >= mergeAt).toList();
    int sources = members.stream().mapToInt(m -> m.row().source()).max().orElse(0) + 1;
    BitSet distinct =
        DistinctSources.of(
            sure,
            members.size(),
            i -> members.get(i).row().source(),
            sources,
            likeness.catalogue());
    Clusters clusters = new Clusters(members.size(), i -> members.get(i).row().source(), distinct);
    Map<UUID, Integer> first = new HashMap<>();
    for (int i = 0; i < members.size(); i++) {
      UUID record = members.get(i).record();
      if (record != null) {
        Integer known = first.putIfAbsent(record, i);
        clusters.settle(i, known == null ? i : known);
      }
    }
    return clusters.merge(sure, weight);
  }

  private Linked outcome(
      List<Member> members, List<Match> matches, Clusters clusters, Likeness.Scoring scorer) {
    Map<Integer, UUID> records = new HashMap<>();
    Map<Integer, Integer> heads = new HashMap<>();
    for (int i = 0; i < members.size(); i++) {
      UUID record = members.get(i).record();
      if (record != null) {
        records.put(clusters.of(i), record);
        heads.putIfAbsent(clusters.of(i), i);
      }
    }
    for (int i = 0; i < members.size(); i++) {
      records.putIfAbsent(clusters.of(i), members.get(i).ownId());
      heads.putIfAbsent(clusters.of(i), i);
    }
    List<UUID> of = new ArrayList<>(members.size());
    for (int i = 0; i < members.size(); i++) {
      of.add(Objects.requireNonNull(records.get(clusters.of(i))));
    }
    return new Linked(of, found(members, matches, clusters, heads, scorer));
  }

  private static List<Found> found(
      List<Member> members,
      List<Match> matches,
      Clusters clusters,
      Map<Integer, Integer> heads,
      Likeness.Scoring scorer) {
    List<Found> found = new ArrayList<>();
    Map<Integer, Match> best = new HashMap<>();
    for (Match match : matches) {
      boolean one = clusters.of(match.left()) == clusters.of(match.right());
      if (!one) {
        found.add(found(members, match.left(), match.right(), match.score(), false, scorer));
      } else {
        best.putIfAbsent(match.left(), match);
        best.putIfAbsent(match.right(), match);
      }
    }
    for (int i = 0; i < members.size(); i++) {
      int head = Objects.requireNonNull(heads.get(clusters.of(i)));
      Match match = best.get(i);
      if (members.get(i).record() == null && head != i && match != null) {
        int other = match.left() == i ? match.right() : match.left();
        found.add(found(members, other, i, match.score(), true, scorer));
      }
    }
    return found;
  }

  private static Found found(
      List<Member> members,
      int left,
      int right,
      double score,
      boolean merged,
      Likeness.Scoring scorer) {
    List<Reason> reasons = scorer.reasons(members.get(left).row(), members.get(right).row());
    return new Found(left, right, score, merged, reasons);
  }
}
