package dev.syncline.api.schedules;

import dev.syncline.api.requests.ApiBody;
import dev.syncline.domain.SyncMode;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule is to be; what a change leaves out stays as it is.
 *
 * @param name for people
 * @param entity all its tasks run; or
 * @param task this one does
 * @param cron five fields, {@code @daily} and its like, or {@code @every 15m}
 * @param timezone an IANA name; UTC where it is left out
 * @param mode incremental where it is left out
 * @param enabled false pauses it
 */
record ScheduleBody(
    @Nullable String name,
    @Nullable String entity,
    @Nullable String task,
    @Nullable String cron,
    @Nullable String timezone,
    @Schema(
            type = "string",
            allowableValues = {"full", "incremental"})
        @Nullable SyncMode mode,
    @Nullable Boolean enabled)
    implements ApiBody {}
