package dev.syncline.definitions;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * How duplicates are found and merged.
 *
 * @param preset person, organization, product, place, publication or none
 * @param match own rules in place of a preset, as written
 * @param mergeAt score from which a match is merged by itself; negative for the preset's
 * @param reviewAt score from which a match is listed for review; negative for the preset's
 */
public record DedupeSpec(
    String preset, List<JsonNode> match, double mergeAt, double reviewAt, String survivorship) {
  public static final DedupeSpec NONE = new DedupeSpec("none", List.of(), -1, -1, "merge_fields");

  public DedupeSpec {
    match = List.copyOf(match);
  }

  public boolean off() {
    return preset.equals("none") && match.isEmpty();
  }
}
