package dev.syncline.store.database;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings the schema up to this build's; refuses one that another version of Syncline made. */
final class SchemaSteps {
  private SchemaSteps() {}

  /**
   * Takes the steps that are missing.
   *
   * @throws SynclineException NOT_CONFIGURED with code OTHER_VERSION
   */
  static void take(Flyway flyway) {
    MigrationInfo[] steps = flyway.info().all();
    // Flyway lets those pass that are newer than its own: what they changed is not known here.
    if (any(steps, SchemaSteps::unknown)) {
      throw otherVersion(steps);
    }
    try {
      flyway.migrate();
    } catch (FlywayValidateException e) {
      throw otherVersion(flyway.info().all()).because(e);
    }
  }

  private static boolean unknown(MigrationInfo step) {
    return step.getState().isApplied() && !step.getState().isResolved();
  }

  private static boolean changed(MigrationInfo step) {
    return step.getState().isApplied() && !unknown(step) && !step.isChecksumMatching();
  }

  private static boolean passedOver(MigrationInfo step) {
    return step.getState() == MigrationState.IGNORED;
  }

  private static SynclineException otherVersion(MigrationInfo[] steps) {
    List<String> why = new ArrayList<>();
    tell(steps, SchemaSteps::unknown, "this build does not know its %s", why);
    tell(steps, SchemaSteps::changed, "this build has another %s", why);
    tell(steps, SchemaSteps::passedOver, "it was made without %s", why);
    boolean newer = any(steps, step -> step.getState() == MigrationState.FUTURE_SUCCESS);
    String known =
        Arrays.stream(steps)
            .filter(step -> step.getState().isResolved())
            .map(SchemaSteps::version)
            .reduce((first, second) -> second)
            .orElse("none");
    return SynclineException.of(
        Category.NOT_CONFIGURED,
        "OTHER_VERSION",
        ("the database was made by %s version of Syncline: %s. This one knows the schema up to %s."
                + " Use the version that made it%s, or another data directory (--data) or database;"
                + " nothing was changed")
            .formatted(
                newer ? "a newer" : "another",
                why.isEmpty() ? "its schema is not this one's" : String.join("; ", why),
                known,
                newer ? " or a newer one" : ""));
  }

  private static boolean any(MigrationInfo[] steps, Predicate<MigrationInfo> which) {
    return Arrays.stream(steps).anyMatch(which);
  }

  private static void tell(
      MigrationInfo[] steps, Predicate<MigrationInfo> which, String sentence, List<String> why) {
    String named =
        Arrays.stream(steps)
            .filter(which)
            .map(step -> version(step) + " (" + step.getDescription() + ")")
            .collect(Collectors.joining(", "));
    if (!named.isEmpty()) {
      why.add(sentence.formatted("step " + named));
    }
  }

  private static String version(MigrationInfo step) {
    return step.getVersion() == null ? step.getScript() : step.getVersion().toString();
  }
}
