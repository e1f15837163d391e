package dev.syncline.store.run;

import dev.syncline.domain.Outcome;
import dev.syncline.domain.RunStatus;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the runs of several tasks add up to.
 *
 * @param errors what went wrong in which task, or null
 */
record RunFamilyStatus(RunStatus status, Outcome outcome, @Nullable String errors) {

  /** The worst of the children's: one that waits for a person keeps its parent waiting. */
  static RunFamilyStatus of(List<RunRow> children, boolean cancelled) {
    RunStatus status =
        cancelled
            ? RunStatus.CANCELLED
            : Stream.of(
                    RunStatus.WAITING_APPROVAL,
                    RunStatus.FAILED,
                    RunStatus.CANCELLED,
                    RunStatus.COMPLETED_WITH_ERRORS)
                .filter(bad -> children.stream().anyMatch(c -> c.status() == bad))
                .findFirst()
                .orElse(RunStatus.COMPLETED);
    String errors =
        children.stream()
            .filter(child -> child.error() != null)
            .map(child -> child.task() + ": " + child.error())
            .reduce((a, b) -> a + "; " + b)
            .orElse(null);
    return new RunFamilyStatus(status, outcome(status), errors);
  }

  private static Outcome outcome(RunStatus status) {
    return switch (status) {
      case COMPLETED -> Outcome.SUCCESS;
      case FAILED -> Outcome.FAILED;
      default -> Outcome.PARTIAL;
    };
  }
}
