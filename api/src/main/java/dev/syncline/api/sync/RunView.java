package dev.syncline.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syncline.api.web.Listing;
import dev.syncline.domain.Counts;
import dev.syncline.domain.DeliveredCounts;
import dev.syncline.domain.DerivedCounts;
import dev.syncline.domain.ErrorType;
import dev.syncline.domain.RunStatus;
import dev.syncline.store.run.RunItem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as the API and the command line show it.
 *
 * @param errorType not_found, not_enabled, not_configured or execution_error, where it failed
 * @param runs the children, where the run is over several tasks
 * @param records its single records, where they are asked for
 */
public record RunView(
    UUID syncId,
    String tenant,
    String task,
    String entity,
    String mode,
    String trigger,
    boolean dryRun,
    String status,
    @Nullable String outcome,
    ProgressView progress,
    Results results,
    DerivedCounts derived,
    DeliveredCounts delivered,
    List<Failed> errors,
    List<Warning> warnings,
    String workflowId,
    Instant startedAt,
    @Nullable Instant completedAt,
    @Nullable Long durationMs,
    Map<String, Long> phaseMs,
    int retries,
    @Nullable String error,
    @Nullable String errorCode,
    @Nullable String errorType,
    @Nullable String idempotencyKey,
    @Nullable UUID parentId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<UUID> runs,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Listing<Item> records) {

  /**
   * Where the run stands; the percentage never falls.
   *
   * @param totalRecords null while it is not known; never less than what is processed
   * @param readRecords what was read, also where it waits in a plan and nothing is written yet
   */
  public record ProgressView(
      String phase,
      @Nullable Long totalRecords,
      long processedRecords,
      long readRecords,
      int percentage) {}

  /** {@code fetched = created + updated + skipped + failed}. */
  public record Results(
      long fetched,
      long created,
      long updated,
      long skipped,
      long failed,
      long deleted,
      SkippedBy skippedBy) {
    static Results of(Counts counts) {
      return new Results(
          counts.fetched(),
          counts.created(),
          counts.updated(),
          counts.skipped(),
          counts.failed(),
          counts.deleted(),
          new SkippedBy(counts.unchanged(), counts.duplicate(), counts.filtered(), counts.held()));
    }
  }

  /** Why records were neither created nor updated. */
  public record SkippedBy(long unchanged, long duplicate, long filtered, long held) {}

  /**
   * A record that failed.
   *
   * @param connection whose id {@code externalId} is
   */
  public record Failed(
      @Nullable Instant timestamp,
      @Nullable String phase,
      @Nullable String externalId,
      @Nullable String connection,
      @Nullable UUID recordId,
      @Nullable String error,
      @Nullable String code,
      boolean recoverable) {
    static Failed of(RunItem item) {
      return new Failed(
          item.at(),
          item.phase(),
          item.externalId(),
          item.connection(),
          item.recordId(),
          item.message(),
          item.code(),
          item.recoverable());
    }
  }

  /**
   * Something to look into that kept the run from nothing.
   *
   * @param count how many records it concerns
   */
  public record Warning(String code, String message, long count) {
    static List<Warning> of(long unasked) {
      return unasked == 0
          ? List.of()
          : List.of(
              new Warning(
                  "FILTER_IGNORED",
                  "the source gave "
                      + unasked
                      + " records that it was not asked for, from another time, of another status or"
                      + " other ids; they were filtered out. Check what the connection's settings"
                      + " say of its filters, such as modified_param, status_param and ids_param",
                  unasked));
    }
  }

  /**
   * A record of the run.
   *
   * @param connection whose id {@code externalId} is
   */
  public record Item(
      @Nullable String externalId,
      @Nullable String connection,
      @Nullable UUID recordId,
      String operation,
      String status,
      @Nullable String errorMessage) {
    static Item of(RunItem item) {
      return new Item(
          item.externalId(),
          item.connection(),
          item.recordId(),
          item.operation(),
          item.status(),
          item.message());
    }
  }

  static @Nullable String errorType(RunStatus status, @Nullable String errorCode) {
    ErrorType type = ErrorType.of(status, errorCode);
    return type == null ? null : type.word();
  }

  RunView with(Listing<Item> items) {
    return new RunView(
        syncId,
        tenant,
        task,
        entity,
        mode,
        trigger,
        dryRun,
        status,
        outcome,
        progress,
        results,
        derived,
        delivered,
        errors,
        warnings,
        workflowId,
        startedAt,
        completedAt,
        durationMs,
        phaseMs,
        retries,
        error,
        errorCode,
        errorType,
        idempotencyKey,
        parentId,
        runs,
        items);
  }
}
