package dev.syncline.definitions.reading;

import dev.syncline.definitions.DedupeSpec;
import dev.syncline.definitions.MatchRule;
import dev.syncline.definitions.MatchRule.Method;
import dev.syncline.definitions.SurvivorshipSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how duplicates are found and merged. */
final class DedupeReader {
  static final List<String> PRESETS =
      List.of("person", "organization", "product", "place", "publication", "none");
  static final List<String> SURVIVORSHIP =
      List.of("merge_fields", "keep_first", "keep_most_complete");
  static final List<String> PHONETIC = List.of("double_metaphone", "cologne", "beider_morse");
  private static final double HEAVIEST = 1000;
  private static final double FARTHEST = 1e9;

  private final Section dedupe;
  private final MadeFields made;

  DedupeReader(Section dedupe, MadeFields made) {
    this.dedupe = dedupe;
    this.made = made;
  }

  DedupeSpec read() {
    String preset = dedupe.word("preset", PRESETS, "none");
    List<MatchRule> match = new ArrayList<>();
    for (Section rule : dedupe.sections("match", Keys.MATCH_RULE)) {
      MatchRule read = rule.has("exact") ? exact(rule) : alike(rule);
      made.check(rule, rule.has("exact") ? "exact" : "field", read.fields());
      match.add(read);
    }
    if (!match.isEmpty() && !preset.equals("none")) {
      dedupe.error("match", "stands in place of a preset; leave 'preset' out");
    }
    double mergeAt = dedupe.number("merge_at", -1, 0, 1);
    double reviewAt = dedupe.number("review_at", -1, 0, 1);
    if (mergeAt >= 0 && mergeAt < reviewAt) {
      dedupe.error("merge_at", "must not be below 'review_at'");
    }
    return new DedupeSpec(
        preset, match, mergeAt, reviewAt, survivorship(), phonetic(dedupe), locale(dedupe));
  }

  private static MatchRule exact(Section rule) {
    for (String key : Keys.MATCH_RULE) {
      if (!key.equals("exact") && rule.has(key)) {
        rule.error(key, "does not go with 'exact'; make it a rule of its own");
      }
    }
    return new MatchRule.Exact(rule.texts("exact"));
  }

  private static MatchRule alike(Section rule) {
    if (!rule.has("field")) {
      rule.error("field", "a rule has 'exact', or 'field' and 'method'");
    }
    List<String> fields = rule.texts("field");
    rule.required("method");
    Method method = rule.word("method", Method.class, Method.EXACT);
    int most = method == Method.GEO ? 2 : 1;
    if (fields.size() > most) {
      rule.error(
          "field",
          most == 2 ? "takes latitude and longitude, no more" : "takes one field by this method");
    }
    if (rule.has("within") && !method.distance()) {
      rule.error("within", "is a distance; it goes with numeric, date and geo");
    }
    if (method != Method.PHONETIC && (rule.has("phonetic") || rule.has("locale"))) {
      rule.error(rule.has("phonetic") ? "phonetic" : "locale", "goes with 'method: phonetic'");
    }
    double within = rule.number("within", -1, Double.MIN_VALUE, FARTHEST);
    return new MatchRule.Alike(
        fields,
        method,
        rule.number("weight", 1, Double.MIN_VALUE, HEAVIEST),
        rule.number("threshold", 0, 0, 1),
        within < 0 ? null : within,
        phonetic(rule),
        locale(rule));
  }

  private static @Nullable String phonetic(Section section) {
    return section.has("phonetic") ? section.word("phonetic", PHONETIC, PHONETIC.get(0)) : null;
  }

  private static @Nullable String locale(Section section) {
    String tag = section.text("locale");
    if (tag != null && Locale.forLanguageTag(tag.replace('_', '-')).getLanguage().isEmpty()) {
      section.error("locale", "'" + Shown.of(tag) + "' is no locale such as de or en-GB");
    }
    return tag;
  }

  /** A word, or a mapping with a default and words for single fields. */
  private SurvivorshipSpec survivorship() {
    if (!(dedupe.item("survivorship") instanceof Item.Mapping)) {
      return new SurvivorshipSpec(
          dedupe.word("survivorship", SURVIVORSHIP, "merge_fields"), Map.of());
    }
    Map<String, String> words = new LinkedHashMap<>();
    Section section = dedupe.section("survivorship", Keys.SURVIVORSHIP);
    if (section == null) {
      return SurvivorshipSpec.DEFAULT;
    }
    String rule = section.word("default", SURVIVORSHIP, "merge_fields");
    List<String> names = List.copyOf(section.entries("fields").keySet());
    Section fields = section.section("fields", names);
    if (fields != null) {
      made.check(section, "fields", names);
      names.forEach(name -> words.put(name, fields.word(name, SURVIVORSHIP, "merge_fields")));
    }
    return new SurvivorshipSpec(rule, words);
  }
}
