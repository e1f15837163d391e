package dev.syncline.workflows.sync;

import io.temporal.activity.ActivityInterface;

/** Decides for each candidate what is to happen to its record. */
@ActivityInterface
public interface ResolveActivity {
  ResolveResult resolve(ResolveInput input);
}
