package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.EditDistance;
import dev.syncline.activities.dedupe.similarity.Normal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An e-mail address: the same, a few typing errors, the same person elsewhere, half of it. */
record EmailComparison() implements Comparison {
  private static final double[] MATCHING = {0.07, 0.04, 0.07, 0.12, 0.70};
  private static final double[] RANDOM = {0.98, 0.017, 0.001, 0.001, 0.001};

  /**
   * An address.
   *
   * @param letters those of its local part
   * @param digits those of its local part
   * @param named whether the local part is made of the record's own name
   */
  record Address(String whole, String local, String letters, String digits, boolean named) {
    /** The same, of a record with these names: what it says of them, they say themselves. */
    Address of(List<String> names) {
      return new Address(
          whole, local, letters, digits, names.stream().anyMatch(Normal.compact(local)::contains));
    }
  }

  @Override
  public @Nullable Object prepare(String raw) {
    String whole = raw.strip().toLowerCase(Locale.ROOT);
    int at = whole.indexOf('@');
    String local = at < 0 ? "" : whole.substring(0, at);
    String letters =
        local
            .codePoints()
            .filter(Character::isLetter)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return whole.length() < 3
        ? null
        : new Address(whole, local, letters, Normal.digits(local), false);
  }

  @Override
  public int level(Object left, Object right) {
    Address a = (Address) left;
    Address b = (Address) right;
    if (a.whole.equals(b.whole)) {
      return 4;
    }
    double alike = EditDistance.similarity(a.whole, b.whole);
    if (alike < 0.5 || (a.named && b.named ? !slip(a, b) : counted(a, b))) {
      return alike >= 0.5 ? 1 : 0;
    }
    if (alike >= 0.88) {
      return 3;
    }
    if (alike >= 0.7 || (a.local.length() > 3 && a.local.equals(b.local))) {
      return 2;
    }
    return 1;
  }

  /** Whether addresses that are made of names are the same but for a slip of the pen. */
  private static boolean slip(Address a, Address b) {
    return a.digits.equals(b.digits)
        && !a.letters.equals(b.letters)
        && EditDistance.between(a.whole, b.whole) <= 2;
  }

  /** Whether hardly more than their digits differ: user11 and user12 are two. */
  private static boolean counted(Address a, Address b) {
    return !a.digits.equals(b.digits) && EditDistance.between(a.letters, b.letters) <= 1;
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
