package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.Phonetic;
import dev.syncline.definitions.MatchRule.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures how alike two values are, from 0 to 1, and tells by which keys alike ones meet. */
interface Measure {
  /** The value in the form it is measured in; null where there is none to speak of. */
  @Nullable Object prepare(String raw);

  double likeness(Object left, Object right);

  /** Alike values share one of these. */
  List<String> keys(Object value);

  static Measure of(Method method, @Nullable Double within, Phonetic sounds) {
    return switch (method) {
      case EXACT -> new Letters(method);
      case JARO_WINKLER, DAMERAU_LEVENSHTEIN -> new Letters(method);
      case TOKENS -> new Tokens();
      case PHONETIC -> new Sounds(sounds);
      case NUMERIC, DATE, GEO -> Distance.of(method, within);
    };
  }
}
