package dev.syncline.control.schedule;

import dev.syncline.definitions.ScheduleSpec;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.domain.SyncMode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps the schedule that stands in a task's own definition. */
@Component
public class TaskSchedules {
  /** Who manages the schedule of a task that no file defines. */
  public static final String BY_TASK = "task";

  private final ScheduleRegister register;

  TaskSchedules(ScheduleRegister register) {
    this.register = register;
  }

  /**
   * Creates, changes or removes the task's schedule, as its definition says.
   *
   * @param managedBy the file that defines the task, or null
   */
  public void follow(String tenant, TaskSpec task, @Nullable String managedBy) {
    ScheduleSpec schedule = task.schedule();
    if (schedule == null) {
      remove(tenant, task.name());
      return;
    }
    register.save(
        tenant,
        ScheduleRegister.idOf(tenant, task.name()),
        new WantedSchedule(
            task.name(),
            null,
            task.name(),
            schedule.cron(),
            schedule.timezone(),
            SyncMode.of(schedule.mode()),
            schedule.enabled()),
        managedBy == null ? BY_TASK : managedBy);
  }

  /** Removes the schedule of a task that is gone. */
  public void remove(String tenant, String task) {
    register.remove(tenant, ScheduleRegister.idOf(tenant, task));
  }
}
