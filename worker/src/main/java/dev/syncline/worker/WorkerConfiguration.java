package dev.syncline.worker;

import dev.syncline.activities.attempt.CountedAttempts;
import dev.syncline.activities.attempt.WorkerTuning;
import dev.syncline.activities.fairness.FairTurns;
import dev.syncline.activities.fairness.OwnWork;
import dev.syncline.activities.fairness.Workbench;
import dev.syncline.activities.run.RunContexts;
import dev.syncline.workflows.WorkflowIds;
import io.temporal.spring.boot.TemporalOptionsCustomizer;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Clock;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/** Everything a worker is made of, besides the database and the engine's address. */
@Configuration
@ComponentScan({"dev.syncline.activities", "dev.syncline.worker"})
@PropertySource("classpath:syncline-worker.properties")
public class WorkerConfiguration {

  /**
   * The last one comes first: an activity that is sent back is not attempted, and one that waits
   * for a place tells that it is alive.
   */
  @Bean
  TemporalOptionsCustomizer<WorkerFactoryOptions.Builder> interceptors(
      RunContexts runs,
      Workbench workbench,
      Clock clock,
      @Value("${spring.temporal.workers[0].capacity.max-concurrent-activity-executors}")
          int pipeline,
      @Value("${spring.temporal.workers[1].capacity.max-concurrent-activity-executors}")
          int deliveries,
      @Value("${syncline.fairness.enabled:true}") boolean fair) {
    Map<String, Integer> slots =
        fair
            ? Map.of(WorkflowIds.TASK_QUEUE, pipeline, WorkflowIds.DELIVERY_QUEUE, deliveries)
            : Map.of();
    return options ->
        options.setWorkerInterceptors(
            new OwnWork(workbench), new CountedAttempts(runs), new FairTurns(slots, clock));
  }

  @Bean
  TemporalOptionsCustomizer<WorkerOptions.Builder> patience() {
    return WorkerTuning::worker;
  }

  @Bean
  TemporalOptionsCustomizer<WorkflowImplementationOptions.Builder> failOnDefects() {
    return WorkerTuning::workflows;
  }
}
