package dev.syncline.activities.dedupe.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that records meet by: only records that share one are compared. Several rules look at
 * different fields, so that an error in one field leaves the others.
 */
final class Blocking {
  private static final int RAREST = 6;

  private final Layout layout;
  private final List<Rule> rules = new ArrayList<>();

  /** A rule: the columns it looks at and the keys it makes. */
  private record Rule(String name, BitSet columns, Maker maker) {}

  @FunctionalInterface
  private interface Maker {
    void make(@Nullable Object[] record, Keys keys);
  }

  /** Takes keys. */
  private static final class Keys {
    private final List<BlockingKey> made = new ArrayList<>();
    private int rule;
    private long salt;

    void add(String... parts) {
      made.add(new BlockingKey(rule, Hash.of(salt, parts)));
    }
  }

  Blocking(Layout layout) {
    this.layout = layout;
    List<Column> columns = layout.columns();
    for (int i = 0; i < columns.size(); i++) {
      single(i);
    }
    for (Crossing crossing : layout.crossings()) {
      exchanged(crossing.first(), crossing.second());
    }
    List<Integer> coarse = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (Coarse.combines(columns.get(i))) {
        coarse.add(i);
      }
    }
    for (int i = 0; i < coarse.size(); i++) {
      for (int j = i + 1; j < coarse.size(); j++) {
        both(coarse.get(i), coarse.get(j));
      }
    }
  }

  private void single(int column) {
    Column of = layout.columns().get(column);
    if (Comparisons.weighed(of)) {
      if (of.role() == Role.TITLE || (of.role() == Role.DESCRIPTION && layout.preset().textual())) {
        rule((record, keys) -> rareWords(column, record[column], keys), column);
      }
    } else if (Coarse.aloneIsEnough(of)) {
      rule(
          (record, keys) -> {
            for (String key : Coarse.whole(of, record[column])) {
              keys.add(key);
            }
          },
          column);
    }
  }

  private void both(int first, int second) {
    Column one = layout.columns().get(first);
    Column two = layout.columns().get(second);
    rule(
        (record, keys) -> {
          String a = Coarse.part(one, record[first]);
          String b = Coarse.part(two, record[second]);
          if (!a.isEmpty() && !b.isEmpty()) {
            keys.add(a, b);
          }
        },
        first,
        second);
  }

  /** Whichever stands in which column. */
  private void exchanged(int first, int second) {
    Column one = layout.columns().get(first);
    Column two = layout.columns().get(second);
    rule(
        (record, keys) -> {
          String a = Coarse.part(one, record[first]);
          String b = Coarse.part(two, record[second]);
          if (!a.isEmpty() && !b.isEmpty()) {
            keys.add(a.compareTo(b) < 0 ? a : b, a.compareTo(b) < 0 ? b : a);
          }
        },
        first,
        second);
  }

  private void rule(Maker maker, int... columns) {
    BitSet looked = new BitSet();
    StringBuilder name = new StringBuilder();
    for (int column : columns) {
      looked.set(column);
      name.append(layout.columns().get(column).label()).append('/');
      for (int c = 0; c < layout.crossings().size(); c++) {
        Crossing crossing = layout.crossings().get(c);
        if (crossing.first() == column || crossing.second() == column) {
          looked.set(layout.columns().size() + c);
        }
      }
    }
    rules.add(new Rule(name.toString(), looked, maker));
  }

  private void rareWords(int column, @Nullable Object value, Keys keys) {
    if (!(value instanceof WeighedText text)) {
      return;
    }
    Corpus corpus = layout.corpus(column);
    List<String> words = new ArrayList<>(Arrays.asList(text.words()));
    words.sort(
        Comparator.<String>comparingInt(corpus::frequency)
            .thenComparing(Comparator.naturalOrder()));
    for (int i = 0; i < Math.min(RAREST, words.size()); i++) {
      keys.add(words.get(i));
      for (int j = i + 1; j < Math.min(4, words.size()); j++) {
        keys.add(words.get(i), words.get(j));
      }
    }
  }

  List<BlockingKey> keys(@Nullable Object[] record) {
    BitSet all = new BitSet();
    all.set(0, rules.size());
    return keys(record, all);
  }

  /** The keys by some of the rules. */
  List<BlockingKey> keys(@Nullable Object[] record, BitSet some) {
    Keys keys = new Keys();
    for (int rule = some.nextSetBit(0); rule >= 0; rule = some.nextSetBit(rule + 1)) {
      keys.rule = rule;
      keys.salt = Hash.of(0, rules.get(rule).name());
      rules.get(rule).maker().make(record, keys);
    }
    return keys.made;
  }

  int rules() {
    return rules.size();
  }

  /** The places of a pattern that a rule looks at. */
  BitSet looksAt(int rule) {
    return rules.get(rule).columns();
  }
}
