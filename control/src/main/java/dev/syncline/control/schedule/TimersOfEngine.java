package dev.syncline.control.schedule;

import dev.syncline.store.schedule.Schedules;
import io.temporal.client.WorkflowClient;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Temporal Schedules where the engine has them; the in-process engine has none. */
@Configuration(proxyBeanMethods = false)
class TimersOfEngine {
  private static final String IN_PROCESS = "in-process";

  @Bean
  Timers timers(
      WorkflowClient client,
      Schedules schedules,
      @Value("${syncline.engine.kind:" + IN_PROCESS + "}") String kind) {
    if (kind.equals(IN_PROCESS)) {
      return new NoTimers(schedules);
    }
    ScheduleClientOptions options =
        ScheduleClientOptions.newBuilder()
            .setNamespace(client.getOptions().getNamespace())
            .setIdentity(client.getOptions().getIdentity())
            .build();
    return new TemporalTimers(
        ScheduleClient.newInstance(client.getWorkflowServiceStubs(), options), schedules);
  }
}
