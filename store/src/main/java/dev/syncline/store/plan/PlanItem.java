package dev.syncline.store.plan;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What would become of one record.
 *
 * @param entity of a derived record, or null for one of the task's own
 * @param before its fields now, as JSON text; null where it does not exist yet
 * @param after its fields then; null where it would be gone
 */
public record PlanItem(
    @Nullable String entity,
    @Nullable String externalId,
    @Nullable UUID recordId,
    String operation,
    @Nullable String before,
    @Nullable String after,
    @Nullable String message) {}
