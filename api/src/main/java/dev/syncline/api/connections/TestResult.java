package dev.syncline.api.connections;

import dev.syncline.control.connection.Preflight.Verdict;
import dev.syncline.control.connection.Readiness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a test of a connection came to.
 *
 * @param errorType not_found, not_enabled, not_configured or execution_error; null where it is
 *     ready
 */
record TestResult(
    String connection,
    boolean success,
    String status,
    @Nullable String errorType,
    String message,
    List<String> problems) {

  static TestResult of(String name, Verdict verdict) {
    boolean ready = verdict.readiness() == Readiness.READY;
    String word = verdict.readiness().word();
    return new TestResult(
        name, ready, word, ready ? null : word, verdict.message(name), verdict.problems());
  }
}
