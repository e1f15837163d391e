package dev.syncline.activities.schedule;

import dev.syncline.control.schedule.Firing;
import dev.syncline.workflows.schedule.ScheduleActivity;
import dev.syncline.workflows.schedule.ScheduleRef;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The {@link ScheduleActivity}. A process that only lives for one command fires nothing. */
@Component
public class ScheduleFiring implements ScheduleActivity {
  private final Firing firing;
  private final boolean enabled;

  ScheduleFiring(Firing firing, @Value("${syncline.triggers.enabled:false}") boolean enabled) {
    this.firing = firing;
    this.enabled = enabled;
  }

  @Override
  public void fire(ScheduleRef schedule) {
    if (enabled) {
      firing.fireIfDue(schedule.tenant(), schedule.schedule());
    }
  }
}
