package dev.syncline.api.schedules;

import dev.syncline.api.web.Params;
import dev.syncline.control.schedule.WantedSchedule;
import dev.syncline.domain.Category;
import dev.syncline.domain.Names;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.schedule.ScheduleRow;
import dev.syncline.store.task.StoredTask;
import dev.syncline.store.task.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes of a body, and of what stood before, what a schedule is to be. */
@Component
class PostedSchedule {
  private static final int MAX_NAME = 200;

  private final Tasks tasks;

  PostedSchedule(Tasks tasks) {
    this.tasks = tasks;
  }

  /**
   * @param before the schedule that is changed, or null for a new one
   */
  WantedSchedule read(String tenant, ScheduleBody body, @Nullable ScheduleRow before) {
    String name = body.name() == null && before != null ? before.name() : body.name();
    if (name != null && (name.isBlank() || name.length() > MAX_NAME)) {
      throw Params.invalid("name must have 1 to " + MAX_NAME + " characters");
    }
    String cron = body.cron() == null && before != null ? before.cron() : body.cron();
    if (cron == null) {
      throw Params.invalid("cron is missing; write five fields, @daily or @every 15m");
    }
    boolean retargeted = body.entity() != null || body.task() != null;
    String entity = retargeted || before == null ? body.entity() : before.entity();
    String task = retargeted || before == null ? body.task() : before.task();
    requireTarget(tenant, entity, task);
    return new WantedSchedule(
        name,
        task == null ? entity : null,
        task,
        cron,
        body.timezone() != null ? body.timezone() : before == null ? "UTC" : before.timezone(),
        body.mode() != null ? body.mode() : before == null ? SyncMode.INCREMENTAL : before.mode(),
        body.enabled() != null ? body.enabled() : before == null || before.enabled());
  }

  private void requireTarget(String tenant, @Nullable String entity, @Nullable String task) {
    if (task != null) {
      StoredTask found =
          tasks
              .find(tenant, Names.require("task", task))
              .orElseThrow(() -> Params.notFound("there is no task '" + task + "'"));
      if (entity != null && !found.entity().equals(entity)) {
        throw Params.invalid(
            "task '" + task + "' fills '" + found.entity() + "', not '" + entity + "'");
      }
    } else if (entity == null) {
      throw Params.invalid("a schedule needs an entity or a task");
    } else if (tasks.ofEntity(tenant, Names.requireEntity(entity)).isEmpty()) {
      throw SynclineException.of(
          Category.INVALID, "UNKNOWN_ENTITY", "no task fills the entity '" + entity + "'");
    }
  }
}
