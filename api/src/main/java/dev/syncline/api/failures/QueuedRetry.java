package dev.syncline.api.failures;

import dev.syncline.api.sync.QueuedRun;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * How many failures another attempt was queued for.
 *
 * @param syncId the run; null where there was nothing to retry
 */
record QueuedRetry(int queued, @Nullable UUID syncId) {
  ResponseEntity<QueuedRetry> accepted() {
    ResponseEntity.BodyBuilder answer = ResponseEntity.accepted();
    if (syncId != null) {
      answer.location(QueuedRun.location(syncId));
    }
    return answer.body(this);
  }
}
