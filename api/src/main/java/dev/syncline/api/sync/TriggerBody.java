package dev.syncline.api.sync;

import dev.syncline.api.requests.ApiBody;
import dev.syncline.api.web.Params;
import dev.syncline.domain.SyncMode;
import dev.syncline.store.run.RunRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a trigger may say.
 *
 * @param mode full or incremental; full where it is left out
 * @param dryRun only plan what would be done
 * @param ids only these external ids
 * @param task one task of the entity, where it has several
 * @param idempotencyKey a second request with the same key is refused
 * @param confirm whether changing more than ten existing records by hand is meant
 */
public record TriggerBody(
    @Schema(
            type = "string",
            allowableValues = {"full", "incremental"})
        @Nullable SyncMode mode,
    boolean dryRun,
    @Nullable Filters filters,
    @Nullable List<String> ids,
    @Nullable String task,
    @Nullable String idempotencyKey,
    boolean confirm)
    implements ApiBody {
  public static final TriggerBody EMPTY =
      new TriggerBody(null, false, null, null, null, null, false);

  private static final int MAX_KEY = 255;

  /** Which records count: by their field {@code status} and by their modification time. */
  public record Filters(@Nullable List<String> status, @Nullable DateRange dateRange) {}

  /** From {@code start}, which is included, to {@code end}, which is not. */
  public record DateRange(@Nullable Instant start, @Nullable Instant end) {
    public DateRange {
      if (start != null && end != null && !start.isBefore(end)) {
        throw Params.invalid("filters.date_range: start must come before end");
      }
    }
  }

  public TriggerBody {
    if (idempotencyKey != null && (idempotencyKey.isBlank() || idempotencyKey.length() > MAX_KEY)) {
      throw Params.invalid("idempotency_key must have 1 to " + MAX_KEY + " characters");
    }
  }

  SyncMode modeOrFull() {
    return mode == null ? SyncMode.FULL : mode;
  }

  List<String> idsOrNone() {
    return ids == null ? List.of() : ids;
  }

  RunRequest request() {
    DateRange range = filters == null ? null : filters.dateRange();
    List<String> status = filters == null ? null : filters.status();
    return new RunRequest(
        status == null ? List.of() : status,
        range == null ? null : range.start(),
        range == null ? null : range.end(),
        idsOrNone(),
        List.of());
  }
}
