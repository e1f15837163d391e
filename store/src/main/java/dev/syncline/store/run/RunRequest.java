package dev.syncline.store.run;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run was asked to limit itself to.
 *
 * @param status only source records whose field {@code status} is one of these; empty for all
 * @param start only records modified at or after
 * @param end only records modified before
 * @param ids only these external ids; empty for all
 * @param failures only the records of these failures; empty for none
 * @param plan the dry run whose plan is applied in place of reading the source, or null
 */
public record RunRequest(
    List<String> status,
    @Nullable Instant start,
    @Nullable Instant end,
    List<String> ids,
    List<UUID> failures,
    @Nullable UUID plan) {
  public static final RunRequest ALL = new RunRequest(List.of(), null, null, List.of(), List.of());

  /** A request that reads the source. */
  public RunRequest(
      List<String> status,
      @Nullable Instant start,
      @Nullable Instant end,
      List<String> ids,
      List<UUID> failures) {
    this(status, start, end, ids, failures, null);
  }

  private static final JsonMapper JSON = JsonMapper.shared();

  public RunRequest {
    status = status == null ? List.of() : List.copyOf(status);
    ids = ids == null ? List.of() : List.copyOf(ids);
    failures = failures == null ? List.of() : List.copyOf(failures);
  }

  /**
   * Whether the run looks at a part of the source only, so that nothing can be concluded of the
   * rest.
   */
  public boolean partial() {
    return !status.isEmpty()
        || start != null
        || end != null
        || !ids.isEmpty()
        || !failures.isEmpty();
  }

  /** The same, done by applying the plan that a dry run made. */
  public RunRequest applying(UUID dryRun) {
    return new RunRequest(status, start, end, ids, failures, dryRun);
  }

  public String json() {
    return JSON.writeValueAsString(this);
  }

  public static RunRequest of(String json) {
    return JSON.readValue(json, RunRequest.class);
  }
}
