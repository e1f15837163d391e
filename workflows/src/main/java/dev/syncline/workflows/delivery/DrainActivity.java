package dev.syncline.workflows.delivery;

import io.temporal.activity.ActivityInterface;

/** Delivers due rows of one connection. */
@ActivityInterface
public interface DrainActivity {
  DrainResult drain(DeliveryInput input);
}
