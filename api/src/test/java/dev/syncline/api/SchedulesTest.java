package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.definition.FileLoader;
import dev.syncline.control.schedule.Firing;
import dev.syncline.definitions.reading.SecretSource;
import dev.syncline.definitions.reading.SyncFileReader;
import dev.syncline.store.schedule.Slot;
import dev.syncline.store.schedule.Slots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SchedulesTest {
  private static final String SCHEDULES = "/api/sync/schedules";

  private final ApiServer server = ApiServer.shared();
  private final Caller caller = server.newTenant();
  private final Sample sample = Sample.of(server, caller);
  private final Firing firing = server.bean(Firing.class);

  @BeforeEach
  void aTask() {
    Sample.task(caller, "shop", "all-orders", "orders");
  }

  @AfterEach
  void noScheduleIsLeft() {
    sample.sql("delete from schedule where tenant = :tenant");
  }

  private String create(String json) {
    Caller.Reply reply = caller.post(SCHEDULES, json).expect(201);
    assertThat(reply.header("Location")).isEqualTo(SCHEDULES + "/" + reply.text("/id"));
    return reply.text("/id");
  }

  private JsonNode show(String id) {
    return caller.get(SCHEDULES + "/" + id).expect(200).json();
  }

  /** Lets so much time have passed that the schedule has been due since then. */
  private void overdue(String id, Instant since) {
    sample.sql(
        "update schedule set next_at = '%s' where tenant = :tenant and id = '%s'"
            .formatted(since, id));
  }

  private void fire(String id) {
    firing.fireIfDue(caller.tenant, UUID.fromString(id));
  }

  private long runs() {
    return sample.count("select count(*) from run where tenant = :tenant");
  }

  @Test
  void aScheduleIsCreatedShownChangedAndRemoved() {
    String id =
        create(
            "{\"entity\":\"orders\",\"cron\":\"30 2 * * *\",\"timezone\":\"Europe/Berlin\",\"name\":\"Nightly\"}");
    JsonNode shown = show(id);
    assertThat(shown.at("/entity").asString()).isEqualTo("orders");
    assertThat(shown.at("/task").isNull()).isTrue();
    assertThat(shown.at("/mode").asString()).isEqualTo("incremental");
    assertThat(shown.at("/enabled").asBoolean()).isTrue();
    assertThat(shown.at("/last_run").isNull()).isTrue();
    assertThat(shown.at("/next_runs").size()).isEqualTo(3);
    assertThat(Instant.parse(shown.at("/next_runs/0").asString())).isAfter(Instant.now());
    assertThat(caller.get(SCHEDULES).expect(200).at("/items/0")).isEqualTo(shown);

    caller.put(SCHEDULES + "/" + id, "{\"enabled\":false}").expect(200);
    JsonNode paused = show(id);
    assertThat(paused.at("/enabled").asBoolean()).isFalse();
    assertThat(paused.at("/cron").asString()).as("what is left out stays").isEqualTo("30 2 * * *");
    assertThat(paused.at("/next_runs").size()).isZero();
    caller
        .put(
            SCHEDULES + "/" + id,
            "{\"task\":\"all-orders\",\"cron\":\"@hourly\",\"mode\":\"full\",\"enabled\":true}")
        .expect(200);
    JsonNode changed = show(id);
    assertThat(changed.at("/task").asString()).isEqualTo("all-orders");
    assertThat(changed.at("/entity").isNull()).isTrue();
    assertThat(changed.at("/next_runs/0").asString()).endsWith(":00:00Z");

    caller.delete(SCHEDULES + "/" + id).expect(204);
    caller.get(SCHEDULES + "/" + id).expectError(404, "NOT_FOUND");
    caller.delete(SCHEDULES + "/" + id).expectError(404, "NOT_FOUND");
    assertThat(caller.get(SCHEDULES).at("/total").asInt(-1)).isZero();
  }

  @Test
  void whatCannotBeIsRefusedByName() {
    caller
        .post(SCHEDULES, "{\"entity\":\"orders\",\"cron\":\"61 * * * *\"}")
        .expectError(400, "INVALID_CRON");
    caller
        .post(SCHEDULES, "{\"entity\":\"orders\",\"cron\":\"0 0 30 2 *\"}")
        .expectError(400, "INVALID_CRON");
    caller
        .post(SCHEDULES, "{\"entity\":\"orders\",\"cron\":\"@daily\",\"timezone\":\"Mars/Base\"}")
        .expectError(400, "INVALID_TIMEZONE");
    caller.post(SCHEDULES, "{\"entity\":\"orders\"}").expectError(400, "INVALID_REQUEST");
    caller.post(SCHEDULES, "{\"cron\":\"@daily\"}").expectError(400, "INVALID_REQUEST");
    caller
        .post(SCHEDULES, "{\"entity\":\"nothing\",\"cron\":\"@daily\"}")
        .expectError(400, "UNKNOWN_ENTITY");
    caller
        .post(SCHEDULES, "{\"task\":\"nothing\",\"cron\":\"@daily\"}")
        .expectError(404, "NOT_FOUND");
    caller
        .post(SCHEDULES, "{\"entity\":\"orders\",\"crom\":\"@daily\"}")
        .expectError(400, "INVALID_REQUEST");
    caller.get(SCHEDULES + "/nothing").expectError(404, "NOT_FOUND");
    caller.post(SCHEDULES + "/" + UUID.randomUUID() + "/run").expectError(404, "NOT_FOUND");
  }

  @Test
  void missedTimesAreMadeUpForOnce() {
    String id = create("{\"entity\":\"orders\",\"cron\":\"*/5 * * * *\",\"mode\":\"full\"}");
    fire(id);
    assertThat(runs()).as("it is not due yet").isZero();
    overdue(id, Instant.now().minus(Duration.ofDays(2)));
    fire(id);
    fire(id);
    assertThat(runs()).isOne();
    JsonNode last = show(id).at("/last_run");
    assertThat(last.at("/status").asString()).isEqualTo("queued");
    JsonNode run =
        caller.get("/api/sync/status/" + last.at("/sync_id").asString()).expect(200).json();
    assertThat(run.at("/trigger").asString()).isEqualTo("schedule");
    assertThat(run.at("/mode").asString()).isEqualTo("full");
    assertThat(Instant.parse(show(id).at("/next_runs/0").asString())).isAfter(Instant.now());
    sample.endRuns();
    assertThat(show(id).at("/last_run/status").asString()).isEqualTo("completed");
  }

  @Test
  void aRunInProgressMakesASkipAndNoRun() {
    String id = create("{\"entity\":\"orders\",\"cron\":\"@hourly\"}");
    caller.post("/api/sync/orders").expect(202);
    overdue(id, Instant.now().minusSeconds(1));
    fire(id);
    assertThat(runs()).isOne();
    assertThat(show(id).at("/last_run/status").asString()).isEqualTo("skipped");
    assertThat(show(id).at("/last_run/sync_id").isNull()).isTrue();
    sample.endRuns();
    fire(id);
    assertThat(runs()).as("a skip is not made up for").isOne();
    caller.post(SCHEDULES + "/" + id + "/run").expect(202);
    assertThat(show(id).at("/last_run/status").asString()).isEqualTo("queued");
    caller.post(SCHEDULES + "/" + id + "/run").expectError(409, "SYNC_IN_PROGRESS");
    sample.endRuns();
  }

  @Test
  void aPausedOrRemovedScheduleFiresNothing() {
    String paused = create("{\"entity\":\"orders\",\"cron\":\"@hourly\"}");
    overdue(paused, Instant.now().minusSeconds(1));
    sample.sql("update schedule set enabled = false where tenant = :tenant");
    fire(paused);
    String removed = create("{\"entity\":\"orders\",\"cron\":\"@hourly\"}");
    overdue(removed, Instant.now().minusSeconds(1));
    caller.delete(SCHEDULES + "/" + removed).expect(204);
    fire(removed);
    assertThat(runs()).isZero();
  }

  @Test
  void manyProcessesFireATimeOnce() {
    String id = create("{\"entity\":\"orders\",\"cron\":\"@hourly\"}");
    overdue(id, Instant.now().minusSeconds(1));
    IntStream.range(0, 16).parallel().forEach(n -> fire(id));
    assertThat(runs()).isOne();
    assertThat(sample.count("select count(*) from schedule_slot where tenant = :tenant")).isOne();
    sample.endRuns();
  }

  /** A process that dies after it claimed a time leaves it to the others. */
  @Test
  void aTimeThatWasClaimedAndLeftIsFiredByAnother() {
    String id = create("{\"entity\":\"orders\",\"cron\":\"@hourly\"}");
    Instant slot = Instant.parse("2026-01-01T00:00:00Z");
    overdue(id, slot);
    Slots slots = server.bean(Slots.class);
    Slot left = new Slot(caller.tenant, UUID.fromString(id), slot);
    Instant minuteAgo = Instant.now().minusSeconds(60);
    assertThat(slots.claim(left, Instant.now().plusSeconds(3600), minuteAgo)).isTrue();
    assertThat(show(id).at("/last_run/status").asString()).isEqualTo("starting");
    firing.fireOverdue(Duration.ofDays(1));
    firing.fireOverdue(Duration.ofDays(1));
    assertThat(runs()).isOne();
    assertThat(show(id).at("/last_run/status").asString()).isEqualTo("queued");
    sample.endRuns();

    // It may also have died after the run was entered: the same time never has a second run.
    sample.sql(
        "update schedule_slot set status = 'claimed', at = now() - interval '1 minute'"
            + " where tenant = :tenant");
    firing.fireOverdue(Duration.ofDays(1));
    assertThat(runs()).isOne();
    assertThat(show(id).at("/last_run/status").asString()).isEqualTo("completed");
  }

  @Test
  void aTaskThatCannotStartMakesAFailedTime() {
    String id = create("{\"entity\":\"orders\",\"cron\":\"@hourly\"}");
    sample.sql("delete from task where tenant = :tenant");
    overdue(id, Instant.now().minusSeconds(1));
    fire(id);
    assertThat(show(id).at("/last_run/status").asString()).isEqualTo("failed");
  }

  @Test
  void aTimeAtWhichTheConnectionIsNotReadyNamesTheRefusedRun() {
    String id = create("{\"entity\":\"orders\",\"cron\":\"@hourly\"}");
    sample.sql("update connection set enabled = false where tenant = :tenant");
    overdue(id, Instant.now().minusSeconds(1));
    fire(id);
    JsonNode last = show(id).at("/last_run");
    assertThat(last.at("/status").asString()).isEqualTo("failed");
    Caller.Reply run = caller.get("/api/executions/" + last.at("/sync_id").asString()).expect(200);
    assertThat(run.text("/trigger")).isEqualTo("schedule");
    assertThat(run.text("/error_type")).isEqualTo("not_enabled");
  }

  @Test
  void aFilesScheduleFollowsTheFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("sync.yaml");
    load(file, "schedule: { cron: '@daily', timezone: Asia/Tokyo, mode: full }");
    JsonNode schedule = caller.get(SCHEDULES).expect(200).at("/items/0");
    String id = schedule.at("/id").asString();
    assertThat(schedule.at("/task").asString()).isEqualTo("people");
    assertThat(schedule.at("/next_runs/0").asString()).endsWith("T15:00:00Z");
    assertThat(schedule.at("/managed_by").asString()).startsWith("file:");
    caller.put(SCHEDULES + "/" + id, "{\"enabled\":false}").expectError(409, "MANAGED_BY_FILE");
    caller.delete(SCHEDULES + "/" + id).expectError(409, "MANAGED_BY_FILE");

    Instant missed = Instant.parse("2026-01-01T15:00:00Z");
    overdue(id, missed);
    load(file, "schedule: { cron: '@daily', timezone: Asia/Tokyo, mode: full }");
    assertThat(show(id).at("/next_runs/0").asString())
        .as("a restart does not forget what was missed")
        .isEqualTo(missed.toString());
    load(file, "schedule: { cron: '@weekly', timezone: Asia/Tokyo, enabled: false }");
    assertThat(show(id).at("/enabled").asBoolean()).isFalse();
    load(file, "");
    assertThat(caller.get(SCHEDULES).at("/total").asInt(-1)).isZero();
  }

  private void load(Path file, String schedule) throws IOException {
    Files.writeString(
        file,
        """
        version: 1
        tenant: %s
        connections: { crm: { connector: csv, settings: { path: people.csv } } }
        tasks:
          people:
            entity: people
            source: { connection: crm }
            key: id
            %s
        """
            .formatted(caller.tenant, schedule));
    var parsed = new SyncFileReader().read(file, SecretSource.system());
    assertThat(parsed.problems()).isEmpty();
    server.bean(FileLoader.class).load(parsed.file(), file);
  }

  @Test
  void aPostedTaskMayBringItsSchedule() {
    String task =
        "{\"name\":\"late\",\"entity\":\"late\",\"source\":{\"connection\":\"shop\"},\"key\":\"id\"%s}";
    caller.post("/api/tasks", task.formatted(",\"schedule\":{\"cron\":\"@daily\"}")).expect(201);
    List<String> ids = caller.get(SCHEDULES).at("/items").findValuesAsString("id");
    assertThat(ids).hasSize(1);
    caller.delete(SCHEDULES + "/" + ids.get(0)).expectError(409, "MANAGED_BY_TASK");
    caller.put("/api/tasks/late", task.formatted("")).expect(200);
    assertThat(caller.get(SCHEDULES).at("/total").asInt(-1)).isZero();
  }
}
