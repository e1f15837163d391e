package dev.syncline.store.run;

import dev.syncline.domain.Counts;
import dev.syncline.domain.DeliveredCounts;
import dev.syncline.domain.DerivedCounts;
import dev.syncline.domain.Outcome;
import dev.syncline.domain.Phase;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.TriggerKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run as it stands in the database.
 *
 * @param request filters, ids and failures asked for, as JSON text ({@link RunRequest})
 * @param definition the task when the run began, or null before that and for parents
 * @param windows the last window that was committed
 * @param cursor where the read goes on after it
 * @param leg the system that is read on with
 * @param phaseMillis time spent a phase, as JSON text
 * @param retries attempts that were made again
 * @param unasked records that a source gave although it was asked for others
 */
public record RunRow(
    String tenant,
    UUID syncId,
    @Nullable UUID parentId,
    String task,
    String entity,
    SyncMode mode,
    TriggerKind trigger,
    boolean dryRun,
    RunStatus status,
    @Nullable Outcome outcome,
    String request,
    @Nullable String idempotencyKey,
    @Nullable String definition,
    @Nullable String fingerprint,
    String workflowId,
    Phase phase,
    @Nullable Long totalRecords,
    int windows,
    @Nullable String cursor,
    boolean readComplete,
    int leg,
    @Nullable Instant watermark,
    Counts counts,
    DerivedCounts derived,
    DeliveredCounts delivered,
    String phaseMillis,
    int retries,
    long unasked,
    @Nullable String error,
    @Nullable String errorCode,
    Instant startedAt,
    @Nullable Instant completedAt) {

  /** The connection that was read from; null before the run began and for parents. */
  public @Nullable String sourceConnection() {
    if (definition == null) {
      return null;
    }
    JsonNode name = JsonMapper.shared().readTree(definition).path("source").path("connection");
    return name.isString() ? name.asString() : null;
  }
}
