package dev.syncline.activities.dedupe.matching;

import org.jspecify.annotations.Nullable;

/**
 * How two values of a field are compared: to a level, from 0 (they differ) to the highest (the
 * same). What a level is worth is learnt; the numbers here are where learning begins.
 */
interface Comparison {
  /** The value in the form that is compared; null where it is missing. */
  @Nullable Object prepare(String raw);

  int level(Object a, Object b);

  /** From 0 to 1, for the reasons shown to people. */
  double similarity(Object a, Object b);

  /** The value whose frequency matters where two agree; null where frequency says nothing. */
  @Nullable String term(Object value);

  /** How often each level is met among records that are one, from level 0 up. */
  double[] matching();

  /** How often each level is met among records that are not. */
  double[] random();

  default int levels() {
    return matching().length;
  }
}
