package dev.syncline.definitions;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The limits past which a run stops before its first write and waits for a person.
 *
 * @param maxChanges records created, updated, merged or deleted
 * @param maxUpdatePercent of the source rows known by now, updated or merged
 * @param maxDeletePercent of the source rows known by now, missing from a complete read
 * @param maxShrinkPercent by how much a full read may be smaller than the last one; an empty one
 *     stops in any case
 * @param maxRewritePercent of the source rows known by now, updated because the mapping changed
 * @param off whether nothing stops it
 */
public record GateSpec(
    OptionalLong maxChanges,
    OptionalDouble maxUpdatePercent,
    double maxDeletePercent,
    OptionalDouble maxShrinkPercent,
    OptionalDouble maxRewritePercent,
    boolean off) {
  public static final GateSpec DEFAULT =
      new GateSpec(
          OptionalLong.empty(),
          OptionalDouble.empty(),
          20,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          false);
}
