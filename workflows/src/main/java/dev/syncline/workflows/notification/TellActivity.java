package dev.syncline.workflows.notification;

import io.temporal.activity.ActivityInterface;

/** Groups what is to be told and sends what is due. */
@ActivityInterface
public interface TellActivity {
  TellResult tellDue(NotificationInput input);
}
