package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.Normal;
import dev.syncline.definitions.MatchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The likeness by a task's own rules: the mean of what they measure, by their weights. A rule whose
 * value is missing on one side is left out, but rules that stand for less than half of the weight
 * never make a whole.
 */
final class RuleLikeness implements Likeness, Likeness.Scoring {
  private static final double NEVER = 1e-9;
  private static final double LEAST_PRESENT = 0.5;

  private final List<MatchRule.Exact> exact = new ArrayList<>();
  private final List<AlikeRule> rules = new ArrayList<>();

  /**
   * @param phonetic the word for how words are turned into sounds where a rule does not say
   * @param locale the same for the language
   */
  RuleLikeness(List<MatchRule> written, @Nullable String phonetic, @Nullable String locale) {
    for (MatchRule rule : written) {
      if (rule instanceof MatchRule.Alike alike) {
        rules.add(AlikeRule.of(alike, phonetic, locale));
      } else if (rule instanceof MatchRule.Exact fields) {
        exact.add(fields);
      }
    }
  }

  @Override
  public @Nullable Object[] prepare(Map<String, String> values) {
    @Nullable Object[] prepared = new Object[rules.size()];
    for (int i = 0; i < prepared.length; i++) {
      String raw = rules.get(i).raw(values);
      prepared[i] = raw.isEmpty() ? null : rules.get(i).measure().prepare(raw);
    }
    return prepared;
  }

  /** Each rule's own keys where its values are telling, and the keys of each two together. */
  @Override
  public List<BlockingKey> keys(@Nullable Object[] prepared, long records) {
    List<List<String>> parts = new ArrayList<>();
    for (int i = 0; i < prepared.length; i++) {
      Object value = prepared[i];
      parts.add(value == null ? List.of() : rules.get(i).measure().keys(value));
    }
    List<BlockingKey> keys = new ArrayList<>();
    for (int i = 0; i < prepared.length; i++) {
      add(keys, i, i, parts);
      for (int j = i + 1; j < prepared.length; j++) {
        add(keys, i, j, parts);
      }
    }
    return keys;
  }

  private void add(List<BlockingKey> keys, int i, int j, List<List<String>> parts) {
    long salt = Hash.of(i * 64L + j, rules.get(i).name(), rules.get(j).name());
    for (String one : parts.get(i)) {
      for (String other : i == j ? List.of("") : parts.get(j)) {
        keys.add(new BlockingKey(i * rules.size() + j, Hash.of(salt, one, other)));
      }
    }
  }

  @Override
  public Scoring scoring(long records) {
    return this;
  }

  @Override
  public double weight(@Nullable Object[] a, @Nullable Object[] b) {
    double sum = 0;
    double present = 0;
    double all = 0;
    for (int i = 0; i < a.length; i++) {
      AlikeRule rule = rules.get(i);
      Object left = a[i];
      Object right = b[i];
      all += rule.weight();
      if (left != null && right != null) {
        present += rule.weight();
        sum += rule.weight() * rule.likeness(left, right);
      }
    }
    double score = all == 0 ? 0 : sum / Math.max(present, LEAST_PRESENT * all);
    double bounded = Math.min(1 - NEVER, Math.max(NEVER, score));
    return Math.log(bounded / (1 - bounded)) / Math.log(2);
  }

  /** The weights of these reasons are the rules' shares of the score. */
  @Override
  public List<Reason> reasons(MatchRow left, MatchRow right) {
    List<Reason> reasons = new ArrayList<>();
    for (MatchRule.Exact rule : exact) {
      for (String field : rule.fields()) {
        String one = left.values().get(field);
        String other = right.values().get(field);
        boolean same = !Normal.text(one).isEmpty() && Normal.text(one).equals(Normal.text(other));
        reasons.add(new Reason(field, one, other, same ? 1.0 : 0.0, same ? 1 : 0));
      }
    }
    @Nullable Object[] a = prepare(left.values());
    @Nullable Object[] b = prepare(right.values());
    for (int i = 0; i < a.length; i++) {
      AlikeRule rule = rules.get(i);
      Object x = a[i];
      Object y = b[i];
      Double likeness = x == null || y == null ? null : rule.likeness(x, y);
      reasons.add(
          new Reason(
              rule.name(),
              rule.raw(left.values()),
              rule.raw(right.values()),
              likeness,
              likeness == null ? 0 : likeness * rule.weight()));
    }
    return reasons;
  }

  @Override
  public double sameSourceBits() {
    return 0;
  }

  @Override
  public boolean catalogue() {
    return false;
  }
}
