package dev.syncline.standalone.command;

import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.console.RunView;
import java.util.List;
import java.util.stream.Stream;

/** How the commands end. */
final class ExitCode {
  static final int OK = 0;

  /** Some records failed. */
  static final int WITH_ERRORS = 1;

  static final int FAILED = 2;

  /** A sync is in progress, a gate stopped it, or another process has the data. */
  static final int REFUSED = 3;

  /** Bad usage, or an invalid file; as in sysexits.h. */
  static final int USAGE = 64;

  private ExitCode() {}

  static int of(SynclineException e) {
    return switch (e.category()) {
      case INVALID -> USAGE;
      case CONFLICT -> REFUSED;
      default -> FAILED;
    };
  }

  /** The worst of several runs: failed before refused before errors. */
  static int of(List<RunView> runs) {
    List<Integer> codes = runs.stream().map(ExitCode::of).toList();
    return Stream.of(FAILED, REFUSED, WITH_ERRORS).filter(codes::contains).findFirst().orElse(OK);
  }

  private static int of(RunView run) {
    return switch (run.status()) {
      case COMPLETED -> OK;
      case COMPLETED_WITH_ERRORS -> WITH_ERRORS;
      case WAITING_APPROVAL -> REFUSED;
      case FAILED, CANCELLED, QUEUED, RUNNING -> FAILED;
    };
  }
}
