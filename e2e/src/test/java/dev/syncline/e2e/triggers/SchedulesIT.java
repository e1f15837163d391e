package dev.syncline.e2e.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.e2e.product.Api;
import dev.syncline.e2e.product.DataFolder;
import dev.syncline.e2e.product.Eventually;
import dev.syncline.e2e.product.Server;
import dev.syncline.e2e.product.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A schedule in a sync file, through a kill, downtime and meddling in Temporal. */
class SchedulesIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String RUNS =
      "select count(*) from syncline.run where trigger = 'schedule' and entity = 'people'";

  @ParameterizedTest
  @MethodSource("dev.syncline.e2e.product.EnginesHere#all")
  void firesOnTimeAndOnceForWhatWasMissed(String engine) throws IOException {
    try (DataFolder data = DataFolder.make()) {
      Path file = data.resolve("sync.yaml");
      write(data, file, "@every 2s", "people.csv");
      Server first = Server.start(data, engine, "--config", file.toString());
      JsonNode schedule = only(first.api());
      String id = schedule.path("id").asString();
      awaitRuns(data, 2);
      awaitStatus(first.api(), id, "completed");
      if (engine.equals("dev")) {
        putBack(data, id);
      }
      first.kill();

      // Down while it was due several times: once it comes back, that is one run. Nothing of it
      // reads what the file said before.
      Files.delete(data.resolve("people.csv"));
      write(data, file, "@hourly", "renamed.csv");
      try (Server second = Server.start(data, engine, "--config", file.toString())) {
        Table table = Table.at(data.jdbcUrl());
        awaitQuiet(
            table); // the kill may have met a run, or the start of one; one at work makes a skip
        long before = Long.parseLong(table.value(RUNS));
        table.execute("update syncline.schedule set next_at = now() - interval '5 hours'");
        awaitRuns(data, before + 1);
        awaitStatus(second.api(), id, "completed");
        assertThat(
                table.value(
                    "select next_at > now() from syncline.schedule where id = '%s'".formatted(id)))
            .isEqualTo("t");
        assertThat(Long.parseLong(table.value(RUNS))).isEqualTo(before + 1);
        assertThat(
                table.value(
                    """
                    select count(*) from (select idempotency_key from syncline.run
                      where trigger = 'schedule' group by 1 having count(*) > 1) twice
                    """))
            .isEqualTo("0");
        assertThat(table.value("select count(*) from syncline.run where status = 'failed'"))
            .isEqualTo("0");
      }
    }
  }

  private static void write(DataFolder data, Path file, String cron, String people)
      throws IOException {
    Files.writeString(data.resolve(people), "id,name\n1,Ada\n2,Alan\n");
    Files.writeString(
        file,
        """
        version: 1
        connections: { crm: { connector: csv, settings: { path: %s } } }
        tasks:
          people:
            entity: people
            source: { connection: crm }
            key: id
            schedule: { cron: "%s", mode: full }
        """
            .formatted(people, cron));
  }

  private static JsonNode only(Api api) {
    JsonNode list = api.get("/api/sync/schedules").body();
    assertThat(list.path("total").asInt()).isEqualTo(1);
    return list.path("items").path(0);
  }

  private static void awaitRuns(DataFolder data, long count) {
    Table table = Table.at(data.jdbcUrl());
    Eventually.get(
        LONG,
        () -> Long.parseLong(table.value(RUNS)) >= count ? count : null,
        () -> "the schedule did not fire " + count + " times");
  }

  private static void awaitQuiet(Table table) {
    Eventually.get(
        LONG,
        () ->
            table
                    .value(
                        """
                        select (select count(*) from syncline.run
                            where status in ('queued', 'running'))
                          + (select count(*) from syncline.schedule_slot where status = 'claimed')
                        """)
                    .equals("0")
                ? "quiet"
                : null,
        () -> "what was killed does not come to its end");
  }

  private static void awaitStatus(Api api, String id, String status) {
    Eventually.get(
        LONG,
        () ->
            api.get("/api/sync/schedules/" + id)
                    .body()
                    .at("/last_run/status")
                    .asString("")
                    .equals(status)
                ? status
                : null,
        () -> "no run came to its end: " + api.get("/api/sync/schedules/" + id).body());
  }

  /** Deletes the Temporal Schedule behind Syncline's back. */
  private static void putBack(DataFolder data, String id) {
    String name = "schedule/default-tenant/" + id;
    TemporalProgram temporal = TemporalProgram.of(data);
    Eventually.get(
        LONG,
        () -> temporal.run("schedule", "describe", "-s", name).contains(name) ? name : null,
        () -> "there is no Temporal Schedule " + name);
    temporal.run("schedule", "delete", "-s", name);
    Eventually.get(
        LONG,
        () ->
            temporal.run("schedule", "describe", "-s", name).contains("DueLauncher")
                    || temporal.run("schedule", "describe", "-s", name).contains("ScheduleLauncher")
                ? name
                : null,
        () -> "the Temporal Schedule " + name + " was not put back");
  }
}
