package dev.syncline.worker;

import dev.syncline.activities.attempt.BusyMachines;
import dev.syncline.activities.attempt.CountedAttempts;
import dev.syncline.activities.run.RunContexts;
import io.temporal.spring.boot.TemporalOptionsCustomizer;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/** Everything a worker is made of, besides the database and the engine's address. */
@Configuration
@ComponentScan({"dev.syncline.activities", "dev.syncline.worker"})
@PropertySource("classpath:syncline-worker.properties")
public class WorkerConfiguration {

  @Bean
  TemporalOptionsCustomizer<WorkerFactoryOptions.Builder> countedAttempts(RunContexts runs) {
    return options -> options.setWorkerInterceptors(new CountedAttempts(runs));
  }

  @Bean
  TemporalOptionsCustomizer<WorkerOptions.Builder> patience() {
    return BusyMachines::worker;
  }

  @Bean
  TemporalOptionsCustomizer<WorkflowImplementationOptions.Builder> failOnDefects() {
    return BusyMachines::workflows;
  }
}
