package dev.syncline.activities.dedupe;

import dev.syncline.activities.dedupe.matching.Preset;
import dev.syncline.definitions.DedupeSpec;

/**
 * The scores from which a match is merged by itself and listed for review.
 *
 * @param reviewAt at most as high as the other
 */
record Bands(double mergeAt, double reviewAt) {
  private static final Bands RULES = new Bands(0.90, 0.75);

  /** A task's own, else its preset's. */
  static Bands of(DedupeSpec dedupe) {
    Bands usual = RULES;
    if (!dedupe.preset().equals("none")) {
      Preset preset = Preset.of(dedupe.preset());
      usual = new Bands(preset.mergeAt(), preset.reviewAt());
    }
    double mergeAt = dedupe.mergeAt() < 0 ? usual.mergeAt : dedupe.mergeAt();
    double reviewAt = dedupe.reviewAt() < 0 ? usual.reviewAt : dedupe.reviewAt();
    return new Bands(mergeAt, Math.min(mergeAt, reviewAt));
  }
}
