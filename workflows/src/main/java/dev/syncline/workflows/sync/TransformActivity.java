package dev.syncline.workflows.sync;

import io.temporal.activity.ActivityInterface;

/** Maps and validates the staged rows of a window. */
@ActivityInterface
public interface TransformActivity {
  TransformResult transform(TransformInput input);
}
