package dev.syncline.activities.dedupe.matching;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How records are compared: by a model that was learnt, or by rules that were written. */
interface Likeness {
  /** The values in the form they are compared in; null where missing. */
  @Nullable Object[] prepare(Map<String, String> values);

  /** The keys that such a record is found by among so many. */
  List<BlockingKey> keys(@Nullable Object[] prepared, long records);

  Scoring scoring(long records);

  /** How much less likely two entries of one source are to be one, in bits. */
  double sameSourceBits();

  /** Whether a source is taken to list each thing once where the data do not tell. */
  boolean catalogue();

  /** Scores pairs among so many records. */
  interface Scoring {
    /** The base-2 logarithm of the odds that both are one. */
    double weight(@Nullable Object[] a, @Nullable Object[] b);

    /** Why two records score as they do. */
    List<Reason> reasons(MatchRow left, MatchRow right);
  }
}
