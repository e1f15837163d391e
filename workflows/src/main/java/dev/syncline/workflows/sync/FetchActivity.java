package dev.syncline.workflows.sync;

import io.temporal.activity.ActivityInterface;

/** Reads a window of the source and stages it as it came. */
@ActivityInterface
public interface FetchActivity {
  FetchResult fetch(FetchInput input);
}
