package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.key.ApiKeys;
import dev.syncline.store.key.Role;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final ApiServer server = ApiServer.shared();

  private static String scrape(Caller caller) {
    return caller.get("/actuator/prometheus").expect(200).response().body();
  }

  /** Ends a run as a pipeline would, in two minutes. */
  private static void ended(Sample sample, String entity, String status) {
    sample.run(entity, "running", 7, 2, 1);
    sample.sql(
        """
        update run set status = '%s', started_at = now() - interval '2 minutes',
          completed_at = now(), retries = 3, delivered_created = 5
        where tenant = :tenant and entity = '%s' and status = 'running'
        """
            .formatted(status, entity));
  }

  @Test
  void runsAreCountedByTenantTaskAndStatus() {
    Caller caller = server.newTenant();
    Sample sample = Sample.of(server, caller);
    ended(sample, "orders", "completed_with_errors");
    ended(sample, "orders", "completed_with_errors");

    String body = scrape(caller);

    String runs =
        "{entity=\"orders\",status=\"completed_with_errors\",task=\"orders\",tenant=\"%s\",trigger=\"manual\"}"
            .formatted(caller.tenant);
    assertThat(body)
        .contains("syncline_runs_total" + runs + " 2.0")
        .contains("syncline_run_duration_seconds_count" + runs + " 2")
        .contains("syncline_run_duration_seconds_sum" + runs + " 240.0");
    String ofTask = "task=\"orders\",tenant=\"%s\"} ".formatted(caller.tenant);
    assertThat(body)
        .contains("syncline_records_total{entity=\"orders\",result=\"created\"," + ofTask + "14.0")
        .contains("syncline_records_total{entity=\"orders\",result=\"failed\"," + ofTask + "2.0")
        .contains(
            "syncline_delivered_total{entity=\"orders\",result=\"created\"," + ofTask + "10.0")
        .contains("syncline_retries_total{entity=\"orders\"," + ofTask + "6.0");
  }

  @Test
  void percentilesCanBeToldFromBuckets() {
    Caller caller = server.newTenant();
    Sample sample = Sample.of(server, caller);
    ended(sample, "orders", "completed");
    sample.run("orders", "running", 1, 0, 0);
    sample.sql(
        """
        update run set status = 'completed', started_at = now() - interval '100 milliseconds',
          completed_at = now() where tenant = :tenant and status = 'running'
        """);

    String body = scrape(caller);

    String labels =
        "{entity=\"orders\",status=\"completed\",task=\"orders\",tenant=\"%s\",trigger=\"manual\",le="
            .formatted(caller.tenant);
    assertThat(body)
        .contains("syncline_run_duration_seconds_bucket" + labels + "\"0.1\"} 1")
        .contains("syncline_run_duration_seconds_bucket" + labels + "\"60.0\"} 1")
        .contains("syncline_run_duration_seconds_bucket" + labels + "\"300.0\"} 2")
        .contains("syncline_run_duration_seconds_bucket" + labels + "\"+Inf\"} 2");
  }

  @Test
  void whatWaitsIsMeasured() {
    Caller caller = server.newTenant();
    Sample sample = Sample.of(server, caller);
    var run = sample.run("orders", "running", 0, 0, 0);
    sample.failure(run, "orders", "orders", "1");
    sample.failure(run, "orders", "orders", "2");
    String body = scrape(caller);
    assertThat(body)
        .contains("syncline_runs_open{status=\"running\",tenant=\"" + caller.tenant + "\"} 1.0")
        .contains("syncline_failures_open{task=\"orders\",tenant=\"" + caller.tenant + "\"} 2.0");
  }

  @Test
  void aKeySeesTheNumbersOfItsOwnTenantOnly() throws Exception {
    Caller one = server.newTenant();
    Caller other = server.newTenant();
    ended(Sample.of(server, one), "orders", "completed");
    ended(Sample.of(server, other), "orders", "completed");
    String key = server.bean(ApiKeys.class).create(one.tenant, Role.VIEWER).secret();
    try (var guarded =
        ApiServer.run(server.engine, server.database, "syncline.require-keys=true")) {
      int port =
          ((org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext)
                  guarded)
              .getWebServer()
              .getPort();
      String body = scrape(new Caller(port, one.tenant).with("Authorization", "Bearer " + key));
      assertThat(body).contains(one.tenant).doesNotContain(other.tenant);
    }
  }
}
