package dev.syncline.control.run;

import dev.syncline.domain.SyncMode;
import java.time.Instant;
import java.util.UUID;

/** A run that was queued. */
public record StartedRun(UUID syncId, String entity, SyncMode mode, Instant startedAt) {}
