package dev.syncline.store.schedule;

import java.time.Instant;
import java.util.UUID;

/** A time at which a schedule is, or was, due. */
public record Slot(String tenant, UUID schedule, Instant at) {
  /** Distinguishes the run of this slot from every other. */
  public String key() {
    return "schedule/" + schedule + "/" + at;
  }
}
