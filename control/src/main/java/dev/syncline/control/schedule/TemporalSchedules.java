package dev.syncline.control.schedule;

import dev.syncline.store.schedule.ScheduleRow;
import dev.syncline.workflows.WorkflowIds;
import dev.syncline.workflows.schedule.ScheduleLauncher;
import dev.syncline.workflows.schedule.ScheduleRef;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleState;
import java.time.Duration;
import java.util.List;

/** How schedules look in Temporal. */
final class TemporalSchedules {
  private static final Duration SHORTEST_CATCH_UP = Duration.ofSeconds(10);

  private TemporalSchedules() {}

  static Schedule of(ScheduleRow row) {
    String id = WorkflowIds.schedule(row.tenant(), row.id());
    String what = row.task() == null ? "entity " + row.entity() : "task " + row.task();
    return Schedule.newBuilder()
        .setAction(
            ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType(ScheduleLauncher.class)
                .setArguments(new ScheduleRef(row.tenant(), row.id()))
                .setOptions(
                    WorkflowOptions.newBuilder()
                        .setTaskQueue(WorkflowIds.TASK_QUEUE)
                        .setWorkflowId(id)
                        .build())
                .build())
        .setSpec(
            ScheduleSpec.newBuilder()
                .setCronExpressions(expressions(row.cron()))
                .setTimeZoneName(row.timezone())
                .build())
        .setPolicy(
            SchedulePolicy.newBuilder()
                .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                .setCatchupWindow(SHORTEST_CATCH_UP)
                .build())
        .setState(
            ScheduleState.newBuilder()
                .setPaused(!row.enabled())
                .setNote(
                    "syncs "
                        + what
                        + "; change it in Syncline, which puts back what is changed here")
                .build())
        .build();
  }

  /** Temporal asks for both days where cron takes either: such an expression is two. */
  private static List<String> expressions(String cron) {
    String[] fields = cron.split("\\s+");
    if (cron.startsWith("@") || fields[2].startsWith("*") || fields[4].startsWith("*")) {
      return List.of(cron);
    }
    String month = fields[3];
    return List.of(
        String.join(" ", fields[0], fields[1], fields[2], month, "*"),
        String.join(" ", fields[0], fields[1], "*", month, fields[4]));
  }

  /** What of a Schedule somebody might change, as text. */
  static String look(ScheduleDescription found) {
    Schedule schedule = found.getSchedule();
    String action =
        schedule.getAction() instanceof ScheduleActionStartWorkflow start
            ? start.getWorkflowType() + " " + start.getOptions().getTaskQueue()
            : String.valueOf(schedule.getAction());
    ScheduleState state = schedule.getState();
    return schedule.getSpec()
        + " "
        + schedule.getPolicy()
        + " "
        + action
        + " "
        + (state != null && state.isPaused())
        + (state != null && state.isLimitedAction());
  }
}
