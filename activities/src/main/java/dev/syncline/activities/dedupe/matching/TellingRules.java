package dev.syncline.activities.dedupe.matching;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The blocking rules that are worth their cost. A rule by which a handful of records meet among
 * thousands makes a crowd meet among a million, so the more records there are, the fewer and more
 * telling are the rules: the pairs that are compared stay in proportion to the records.
 */
final class TellingRules {
  /** So many pairs may be compared in vain, all in all. */
  private static final double PAIRS = 3_000_000;

  /** What each record may be compared to in vain, however many records there are. */
  private static final double LEAST_MEETINGS = 3;

  private static final int FEWEST = 4;

  /** Where nothing was learnt about the rules: beyond so many records the first ones are used. */
  private static final int MANY = 60_000;

  private static final int FIRST = 10;

  private final double[] meetings;
  private final int rules;
  private volatile @Nullable Choice last;

  private record Choice(long records, BitSet rules) {}

  /**
   * @param meetings for each rule the chance that two records meet by it; empty where not known
   */
  TellingRules(double[] meetings, int rules) {
    this.meetings = meetings;
    this.rules = rules;
  }

  BitSet among(long records) {
    Choice choice = last;
    if (choice == null || choice.records != records) {
      choice = new Choice(records, choose(records));
      last = choice;
    }
    return choice.rules;
  }

  private BitSet choose(long records) {
    BitSet chosen = new BitSet();
    if (meetings.length != rules) {
      chosen.set(0, records > MANY ? Math.min(FIRST, rules) : rules);
      return chosen;
    }
    List<Integer> order =
        IntStream.range(0, rules)
            .boxed()
            .sorted(Comparator.comparingDouble(rule -> meetings[rule]))
            .toList();
    double left = Math.max(LEAST_MEETINGS, PAIRS / Math.max(1, records));
    for (int rule : order) {
      left -= meetings[rule] * records;
      if (left < 0 && chosen.cardinality() >= FEWEST) {
        break;
      }
      chosen.set(rule);
    }
    return chosen;
  }
}
