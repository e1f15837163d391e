package dev.syncline.workflows.sync;

/** The phase, as users know it, that an activity belongs to. */
public final class ActivityPhase {
  private ActivityPhase() {}

  /**
   * @param activityType the engine's name of the activity
   * @return fetching, transforming, saving or delivering
   */
  public static String of(String activityType) {
    return switch (activityType) {
      case "Begin", "Fetch" -> "fetching";
      case "Transform" -> "transforming";
      case "Wake", "AwaitDelivered" -> "delivering";
      default -> "saving";
    };
  }
}
