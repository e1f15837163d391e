package dev.syncline.activities.attempt;

/**
 * How often an activity has failed for a reason that counts. It travels in the heartbeat, so that
 * an attempt lost to a killed worker leaves it as it was.
 */
public record Attempts(int failures) {
  static final Attempts NONE = new Attempts(0);
}
