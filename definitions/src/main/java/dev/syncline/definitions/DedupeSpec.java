package dev.syncline.definitions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How duplicates are found and merged.
 *
 * @param preset person, organization, product, place, publication or none
 * @param match own rules in place of a preset
 * @param mergeAt score from which a match is merged by itself; negative for the preset's
 * @param reviewAt score from which a match is listed for review; negative for the preset's
 * @param phonetic how words are turned into sounds; null to go by the locale
 * @param locale the language that names are spoken in; null for no particular one
 */
public record DedupeSpec(
    String preset,
    List<MatchRule> match,
    double mergeAt,
    double reviewAt,
    SurvivorshipSpec survivorship,
    @Nullable String phonetic,
    @Nullable String locale) {
  public static final DedupeSpec NONE =
      new DedupeSpec("none", List.of(), -1, -1, SurvivorshipSpec.DEFAULT, null, null);

  public DedupeSpec {
    match = List.copyOf(match);
  }

  /** Whether there is nothing to compare but keys. */
  public boolean exactOnly() {
    return preset.equals("none") && match.stream().allMatch(MatchRule.Exact.class::isInstance);
  }

  public boolean off() {
    return preset.equals("none") && match.isEmpty();
  }
}
