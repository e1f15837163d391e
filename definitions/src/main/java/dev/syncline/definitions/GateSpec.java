package dev.syncline.definitions;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The limits past which a run stops before its first write and waits for a person. */
public record GateSpec(
    OptionalLong maxChanges,
    OptionalDouble maxUpdatePercent,
    double maxDeletePercent,
    boolean off) {
  public static final GateSpec DEFAULT =
      new GateSpec(OptionalLong.empty(), OptionalDouble.empty(), 20, false);
}
