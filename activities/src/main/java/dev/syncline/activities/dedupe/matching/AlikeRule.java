package dev.syncline.activities.dedupe.matching;

import dev.syncline.activities.dedupe.similarity.Phonetic;
import dev.syncline.definitions.MatchRule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A written rule, ready to measure. */
record AlikeRule(
    List<String> fields, String name, Measure measure, double weight, double threshold) {

  static AlikeRule of(MatchRule.Alike rule, @Nullable String phonetic, @Nullable String locale) {
    Phonetic sounds =
        rule.phonetic() == null && rule.locale() == null
            ? Phonetic.of(phonetic, locale)
            : Phonetic.of(rule.phonetic(), rule.locale());
    return new AlikeRule(
        rule.fields(),
        String.join(" ", rule.fields())
            + " ("
            + rule.method().name().toLowerCase(Locale.ROOT)
            + ")",
        Measure.of(rule.method(), rule.within(), sounds),
        rule.weight(),
        rule.threshold());
  }

  /** The fields' values, a blank between them; empty where one is missing. */
  String raw(Map<String, String> values) {
    StringBuilder raw = new StringBuilder();
    for (String field : fields) {
      String value = values.getOrDefault(field, "");
      if (value.isBlank()) {
        return "";
      }
      raw.append(raw.length() == 0 ? "" : " ").append(value.strip());
    }
    return raw.toString();
  }

  double likeness(Object left, Object right) {
    double likeness = measure.likeness(left, right);
    return likeness < threshold ? 0 : likeness;
  }
}
