package dev.syncline.api.connections;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What came of syncing connections. */
record SyncResults(List<Result> results, Summary summary) {

  /**
   * @param syncIds the runs that were started
   * @param errorType not_found, not_enabled, not_configured or execution_error
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(
      String connection,
      boolean success,
      List<UUID> syncIds,
      @Nullable String errorType,
      @Nullable String message) {}

  /**
   * @param byErrorType how many failed of each error type
   */
  record Summary(int total, int succeeded, int failed, Map<String, Integer> byErrorType) {}

  static SyncResults of(List<Result> results) {
    Map<String, Integer> byType = new TreeMap<>();
    int succeeded = 0;
    for (Result result : results) {
      if (result.success()) {
        succeeded++;
      } else if (result.errorType() != null) {
        byType.merge(result.errorType(), 1, Integer::sum);
      }
    }
    int failed = results.size() - succeeded;
    return new SyncResults(results, new Summary(results.size(), succeeded, failed, byType));
  }
}
