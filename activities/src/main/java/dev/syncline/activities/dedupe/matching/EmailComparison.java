package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.EditDistance;
import dev.syncline.activities.dedupe.similarity.Normal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An e-mail address: the same, a few typing errors, the same person elsewhere, half of it. */
record EmailComparison() implements Comparison {
  private static final double[] MATCHING = {0.07, 0.04, 0.07, 0.12, 0.70};
  private static final double[] RANDOM = {0.98, 0.017, 0.001, 0.001, 0.001};

  record Address(String whole, String local) {}

  @Override
  public @Nullable Object prepare(String raw) {
    String whole = raw.strip().toLowerCase(Locale.ROOT);
    int at = whole.indexOf('@');
    return whole.length() < 3 ? null : new Address(whole, at < 0 ? "" : whole.substring(0, at));
  }

  @Override
  public int level(Object left, Object right) {
    Address a = (Address) left;
    Address b = (Address) right;
    if (a.whole.equals(b.whole)) {
      return 4;
    }
    double alike = EditDistance.similarity(a.whole, b.whole);
    if (counted(a.whole, b.whole)) {
      return alike >= 0.5 ? 1 : 0;
    }
    if (alike >= 0.88) {
      return 3;
    }
    if (alike >= 0.7 || (a.local.length() > 3 && a.local.equals(b.local))) {
      return 2;
    }
    return alike >= 0.5 ? 1 : 0;
  }

  /** Whether they differ in their digits alone: user11 and user12 are two. */
  private static boolean counted(String a, String b) {
    return a.length() == b.length()
        && !Normal.digits(a).equals(Normal.digits(b))
        && EditDistance.between(a, b) <= 2;
  }

  @Override
  public double similarity(Object a, Object b) {
    return EditDistance.similarity(((Address) a).whole, ((Address) b).whole);
  }

  @Override
  public String term(Object value) {
    return ((Address) value).whole;
  }

  @Override
  public double[] matching() {
    return MATCHING;
  }

  @Override
  public double[] random() {
    return RANDOM;
  }
}
