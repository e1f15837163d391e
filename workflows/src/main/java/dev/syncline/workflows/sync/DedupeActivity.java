package dev.syncline.workflows.sync;

import io.temporal.activity.ActivityInterface;

/** Gives each candidate its record: known, matched or new. */
@ActivityInterface
public interface DedupeActivity {
  DedupeResult dedupe(DedupeInput input);
}
