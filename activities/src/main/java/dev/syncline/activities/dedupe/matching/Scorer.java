package dev.syncline.activities.dedupe.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Scores pairs by a model. */
final class Scorer implements Likeness.Scoring {
  /** How much more a rare value can be worth than the average one, in bits. */
  private static final double MOST_FOR_RARE = 4;

  /** One field that agrees merges nothing unless it identifies: two people share a name. */
  private static final double MOST_FOR_ONE_FIELD = 0.5;

  private static final double LEAST = 1e-7;

  private final MatchModel model;
  private final double prior;
  private final Evidence evidence;
  private final boolean[] identifies;

  Scorer(MatchModel model, long records) {
    this.model = model;
    this.prior = model.prior(records);
    this.evidence = new Evidence(model);
    this.identifies = new boolean[evidence.places()];
    for (int i = 0; i < model.layout().columns().size(); i++) {
      Role role = model.layout().columns().get(i).role();
      identifies[i] = role == Role.ID_NUMBER || role == Role.EMAIL;
    }
  }

  /** The match weight: the base-2 logarithm of the odds that both are one. */
  @Override
  public double weight(@Nullable Object[] a, @Nullable Object[] b) {
    long pattern = Patterns.of(model.layout(), a, b);
    double weight = prior;
    int speaking = 0;
    for (int place = 0; place < evidence.places(); place++) {
      if (Patterns.at(pattern, place) > 0) {
        double own = bits(pattern, place, a, b);
        weight += own;
        speaking += own > 0 && !identifies[place] ? 1 : own > 0 ? 2 : 0;
      }
    }
    weight = evidence.bounded(weight, pattern);
    return speaking < 2 && model.share() < 0 ? Math.min(weight, MOST_FOR_ONE_FIELD) : weight;
  }

  private double bits(long pattern, int place, @Nullable Object[] a, @Nullable Object[] b) {
    double own = evidence.bits(pattern, place);
    int level = Patterns.at(pattern, place) - 1;
    if (place >= a.length
        || !evidence.highest(place, level)
        || model.share() > 0
        || evidence.expected(pattern, place)) {
      return own;
    }
    Comparison comparison = model.layout().comparison(place);
    Object value = Objects.requireNonNull(a[place]);
    String term = comparison.term(value);
    if (term == null || !term.equals(comparison.term(Objects.requireNonNull(b[place])))) {
      return own;
    }
    double usual = Math.max(LEAST, model.weights().u()[place][level]);
    double here = Math.max(LEAST, model.terms().get(place).of(term, usual));
    double rarity = Math.log(usual / here) / Math.log(2);
    return Math.max(0, own + Math.min(MOST_FOR_RARE, rarity));
  }

  /** From 0 to 1. */
  static double probability(double weight) {
    return 1 / (1 + Math.pow(2, -weight));
  }

  /** Why two records score as they do, in the order of the columns. */
  @Override
  public List<Reason> reasons(MatchRow left, MatchRow right) {
    Layout layout = model.layout();
    @Nullable Object[] a = layout.prepare(left.values());
    @Nullable Object[] b = layout.prepare(right.values());
    long pattern = Patterns.of(layout, a, b);
    List<Reason> reasons = new ArrayList<>();
    for (int i = 0; i < a.length; i++) {
      Column column = layout.columns().get(i);
      Object x = a[i];
      Object y = b[i];
      int at = Patterns.at(pattern, i);
      reasons.add(
          new Reason(
              column.label(),
              shown(column, left),
              shown(column, right),
              x == null || y == null ? null : layout.comparison(i).similarity(x, y),
              at == 0 ? 0 : bits(pattern, i, a, b)));
    }
    for (int c = 0; c < layout.crossings().size(); c++) {
      int at = Patterns.at(pattern, a.length + c);
      if (at > 1) {
        reasons.add(
            crossed(
                layout,
                layout.crossings().get(c),
                left,
                right,
                evidence.bits(pattern, a.length + c)));
      }
    }
    return reasons;
  }

  private static @Nullable String shown(Column column, MatchRow row) {
    if (column.role() != Role.BIRTH_DATE || column.fields().size() == 1) {
      return row.values().get(column.fields().get(column.fields().size() - 1));
    }
    String value = Layout.value(column, row.values());
    return value.isEmpty() ? null : value;
  }

  private static Reason crossed(
      Layout layout, Crossing crossing, MatchRow left, MatchRow right, double weight) {
    String first = layout.columns().get(crossing.first()).label();
    String second = layout.columns().get(crossing.second()).label();
    return new Reason(
        first + " and " + second + " exchanged",
        left.values().get(first) + " / " + left.values().get(second),
        right.values().get(first) + " / " + right.values().get(second),
        1.0,
        weight);
  }
}
