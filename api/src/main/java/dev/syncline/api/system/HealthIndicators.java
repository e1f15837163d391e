package dev.syncline.api.system;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What readiness depends on. */
@Configuration(proxyBeanMethods = false)
class HealthIndicators {
  @Bean
  HealthIndicator databaseHealthIndicator(Reachability reachability) {
    return () -> health(reachability.database());
  }

  @Bean
  HealthIndicator engineHealthIndicator(Reachability reachability) {
    return () -> health(reachability.engine());
  }

  private static Health health(boolean up) {
    return up ? Health.up().build() : Health.down().build();
  }
}
