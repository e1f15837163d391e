package dev.syncline.activities.pipeline;

import static dev.syncline.activities.pipeline.MemorySystem.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.plan.PlanApplying;
import dev.syncline.domain.Category;
import dev.syncline.domain.Phase;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.event.EventRow;
import dev.syncline.store.event.Events;
import dev.syncline.store.metric.RunTotal;
import dev.syncline.store.metric.RunTotals;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a run leaves behind for those who watch: its events, its place in the totals, its times. */
@Timeout(90)
class RunTracesTest {
  private final Pipeline pipeline = new Pipeline();
  private final MemorySystem crm = pipeline.connect("crm");

  private void task(String more) {
    pipeline.task(
        "people",
        """
        {'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id',
         'fields': {'name': 'name'}, 'required': ['name']%s}
        """
            .formatted(more));
  }

  private List<EventRow> events(RunRow run) {
    return pipeline.engine.get(Events.class).after(pipeline.tenant, run.syncId(), 0, 100);
  }

  private static JsonNode fields(List<EventRow> events, String type) {
    return events.stream()
        .filter(event -> event.type().equals(type))
        .findFirst()
        .map(event -> JsonMapper.shared().readTree(event.fields()))
        .orElseThrow(() -> new AssertionError("no " + type + " in " + events));
  }

  private List<RunTotal> totals() {
    return pipeline.engine.get(RunTotals.class).all(pipeline.tenant, 100);
  }

  @Test
  void theEventsOfARunCarryAllTheirFieldsInOrder() {
    task("");
    crm.rows(row("1", "Ann"), row("2", "Bob"), "{\"id\":\"3\"}");
    RunRow run = pipeline.full("people");
    List<EventRow> events = events(run);

    assertThat(events.stream().map(EventRow::type))
        .containsExactly(
            "syncTask.triggered",
            "syncTask.batchProcessed",
            "sync.records.fetched",
            "syncTask.completed");
    JsonNode triggered = fields(events, "syncTask.triggered");
    assertThat(triggered.path("task_id").asString()).isEqualTo("people");
    assertThat(triggered.path("tenant_id").asString()).isEqualTo(pipeline.tenant);
    assertThat(triggered.path("triggered_by").asString()).isEqualTo("manual");
    JsonNode fetched = fields(events, "sync.records.fetched");
    assertThat(fetched.path("metric").asLong()).isEqualTo(3);
    assertThat(fetched.path("task_id").asString()).isEqualTo("people");
    assertThat(fetched.path("integration_id").asString()).isEqualTo("crm");
    JsonNode batch = fields(events, "syncTask.batchProcessed");
    assertThat(batch.path("task_id").asString()).isEqualTo("people");
    assertThat(batch.path("batch_index").asLong()).isZero();
    assertThat(batch.path("batch_size").asLong()).isEqualTo(3);
    assertThat(batch.path("records_created").asLong()).isEqualTo(2);
    assertThat(batch.path("records_failed").asLong()).isOne();
    JsonNode completed = fields(events, "syncTask.completed");
    assertThat(completed.path("task_id").asString()).isEqualTo("people");
    assertThat(completed.path("execution_id").asString()).isEqualTo(run.syncId().toString());
    assertThat(completed.path("status").asString()).isEqualTo("partial");
    assertThat(completed.path("records_processed").asLong()).isEqualTo(3);
    assertThat(completed.path("records_created").asLong()).isEqualTo(2);
    assertThat(completed.path("records_updated").asLong()).isZero();
    assertThat(completed.path("records_failed").asLong()).isOne();
    assertThat(completed.path("duration_ms").isIntegralNumber()).isTrue();
  }

  @Test
  void aRunThatNeverReadAnnouncesNothingFetched() {
    task(", 'retry': {'max_attempts': 0}");
    crm.rows(row("1", "Ann"));
    crm.readTroubles.add(SynclineException.of(Category.UNAVAILABLE, "no answer"));
    RunRow run = pipeline.full("people");
    List<EventRow> events = events(run);

    assertThat(events.stream().map(EventRow::type))
        .containsExactly("syncTask.triggered", "syncTask.completed");
    JsonNode completed = fields(events, "syncTask.completed");
    assertThat(completed.path("error_code").asString()).isEqualTo("execution_error");
    assertThat(completed.path("error_type").asString()).isEqualTo("execution_error");
    assertThat(run.totalRecords()).isNull();
  }

  @Test
  void aRunThatAGateStopsAnnouncesWhatItRead() {
    task(", 'gates': {'max_changes': 1}");
    crm.rows(row("1", "Ann"), row("2", "Bob"), row("3", "Cid"));
    RunRow run = pipeline.full("people");

    assertThat(run.status()).isEqualTo(RunStatus.WAITING_APPROVAL);
    assertThat(fields(events(run), "sync.records.fetched").path("metric").asLong()).isEqualTo(3);
    assertThat(run.totalRecords()).isEqualTo(3);
    assertThat(run.phase()).as("nothing is saved yet").isEqualTo(Phase.TRANSFORMING);
  }

  @Test
  void aRunThatAppliesAPlanAnnouncesWhatItBroughtIn() {
    task("");
    crm.rows(row("1", "Ann"), row("2", "Bob"));
    RunRow dry = pipeline.await(pipeline.start("people", SyncMode.FULL, true, RunRequest.ALL));
    RunRow applied =
        pipeline.await(pipeline.engine.get(PlanApplying.class).apply(dry, false).syncId());

    assertThat(fields(events(dry), "sync.records.fetched").path("metric").asLong()).isEqualTo(2);
    List<EventRow> events = events(applied);
    assertThat(fields(events, "sync.records.fetched").path("metric").asLong())
        .isEqualTo(applied.counts().fetched())
        .isEqualTo(2);
    assertThat(events.get(events.size() - 2).type()).isEqualTo("sync.records.fetched");
  }

  @Test
  void anAttemptThatIsMadeAgainIsAnEventAndCounts() {
    task(", 'retry': {'max_attempts': 2, 'initial': '10ms'}");
    crm.rows(row("1", "Ann"));
    crm.readTroubles.add(SynclineException.of(Category.UNAVAILABLE, "busy"));
    crm.readTroubles.add(SynclineException.of(Category.UNAVAILABLE, "still busy"));
    RunRow run = pipeline.full("people");

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.retries()).isEqualTo(2);
    JsonNode first = fields(events(run), "syncTask.retryAttempt");
    assertThat(first.path("task_id").asString()).isEqualTo("people");
    assertThat(first.path("attempt").asInt()).isEqualTo(2);
    assertThat(first.path("phase").asString()).isEqualTo("fetching");
    assertThat(first.path("error").asString()).isEqualTo("busy");
    assertThat(first.path("records_retried").isNumber()).isTrue();
    assertThat(first.path("records_succeeded").isNumber()).isTrue();
    assertThat(first.path("records_failed").isNumber()).isTrue();
    assertThat(totals().get(0).retries()).isEqualTo(2);
  }

  @Test
  void theTotalsAreTheSumsOfTheRunsThatEnded() {
    pipeline.connect("books");
    task(
        """
        , 'retry': {'max_attempts': 0},
        'deliver': [{'connection': 'books', 'resource': 'people', 'key': 'id',
          'fields': {'name': 'name'}}]
        """);
    crm.rows(row("1", "Ann"), row("2", "Bob"));
    pipeline.full("people");
    crm.rows(row("1", "Ann"), row("2", "Rob"), row("3", "Cid"));
    RunRow second = pipeline.full("people");
    crm.readTroubles.add(SynclineException.of(Category.AUTH, "no"));
    pipeline.full("people");

    assertThat(totals())
        .extracting(RunTotal::status, RunTotal::runs)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("completed", 2L),
            org.assertj.core.api.Assertions.tuple("failed", 1L));
    RunTotal good = totals().get(0);
    assertThat(good.trigger()).isEqualTo("manual");
    assertThat(good.records().fetched()).isEqualTo(5);
    assertThat(good.records().created()).isEqualTo(3);
    assertThat(good.records().updated()).isEqualTo(1);
    assertThat(good.records().skipped()).isEqualTo(1);
    assertThat(good.delivered().created()).isEqualTo(3);
    assertThat(good.delivered().updated()).isEqualTo(1);
    JsonNode times = JsonMapper.shared().readTree(second.phaseMillis());
    assertThat(times.properties().stream().map(java.util.Map.Entry::getKey))
        .contains("fetching", "transforming", "matching", "saving", "delivering");
  }

  @Test
  void beyondTheLimitTasksAreSummedTogether() {
    task("");
    crm.rows(row("1", "Ann"));
    pipeline.full("people");
    pipeline.task(
        "folk",
        "{'entity': 'folk', 'source': {'connection': 'crm'}, 'key': 'id', 'fields': {'name': 'name'}}");
    pipeline.full("folk");

    List<RunTotal> limited = pipeline.engine.get(RunTotals.class).all(pipeline.tenant, 1);

    assertThat(limited).extracting(RunTotal::task).containsExactlyInAnyOrder("people", "_other");
    assertThat(limited).extracting(RunTotal::tenant).contains(pipeline.tenant, "_other");
  }
}
