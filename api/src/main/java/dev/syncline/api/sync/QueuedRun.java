package dev.syncline.api.sync;

import dev.syncline.control.run.StartedRun;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.ResponseEntity;

/** The answer to a trigger. */
public record QueuedRun(UUID syncId, String status, String mode, String entity, Instant startedAt) {

  /** 202, pointing at the run's status. */
  public static ResponseEntity<QueuedRun> accepted(StartedRun run) {
    return ResponseEntity.accepted()
        .location(location(run.syncId()))
        .body(
            new QueuedRun(
                run.syncId(), "queued", run.mode().word(), run.entity(), run.startedAt()));
  }

  /** Where a run's status stands. */
  public static URI location(UUID syncId) {
    return URI.create("/api/sync/status/" + syncId);
  }
}
