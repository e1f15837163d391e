package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.Counts;
import dev.syncline.domain.SyncMode;
import dev.syncline.simulators.rest.RestSystem;
import dev.syncline.store.connection.Connections;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What a system was asked to leave out and gives all the same is left out, and told. */
class DeafSystemTest {
  private final Pipeline pipeline = new Pipeline();
  private final RestSystem system = RestSystem.start();

  @BeforeEach
  void threeThingsOfThreeMonths() {
    for (int i = 1; i <= 3; i++) {
      system
          .resource("things")
          .put(
              JsonMapper.shared()
                  .createObjectNode()
                  .put("id", i)
                  .put("name", "thing " + i)
                  .put("status", i == 2 ? "open" : "done")
                  .put("updated_at", "2026-0" + i + "-01T00:00:00Z"));
    }
    system
        .resource("things")
        .modified("since", "updated_at")
        .modifiedUntil("until")
        .status("state")
        .ids("ids");
    pipeline
        .engine
        .get(Connections.class)
        .save(
            pipeline.tenant,
            "web",
            "http",
            true,
            """
            {"base_url": "%s", "resources": {"things":
              {"path": "/things", "modified_param": "since", "modified_until_param": "until",
               "status_param": "state", "ids_param": "ids"}}}
            """
                .formatted(system.url()),
            Map.of(),
            null);
    pipeline.task(
        "things",
        """
        {'entity': 'things', 'source': {'connection': 'web', 'resource': 'things'}, 'key': 'id',
         'modified': 'updated_at', 'fields': {'name': 'name'}, 'required': ['name']}
        """);
  }

  @AfterEach
  void closes() {
    system.close();
  }

  private RunRow run(RunRequest request) {
    return pipeline.await(pipeline.start("things", SyncMode.FULL, false, request));
  }

  private static RunRequest from(String start) {
    return new RunRequest(List.of(), Instant.parse(start), null, List.of(), List.of());
  }

  private static RunRequest ids(String... ids) {
    return new RunRequest(List.of(), null, null, List.of(ids), List.of());
  }

  @Test
  void aSystemThatListensIsAskedForTheDatesAndTheIdsAlone() {
    assertThat(run(from("2026-02-01T00:00:00Z")).counts().created()).isEqualTo(2);
    RunRow some = run(ids("1"));

    assertThat(some.counts().fetched()).isEqualTo(1);
    assertThat(some.unasked()).isZero();
    assertThat(pipeline.count("record")).isEqualTo(3);
  }

  private static RunRequest done(String end) {
    return new RunRequest(List.of("done"), null, Instant.parse(end), List.of(), List.of());
  }

  @Test
  void aSystemThatListensIsAskedForTheStatusAndTheEndOfTheRangeAlone() {
    RunRow run = run(done("2026-02-15T00:00:00Z"));

    assertThat(run.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 0, 0, 0));
    assertThat(run.unasked()).isZero();
  }

  @Test
  void otherStatusesAndLaterChangesThanAskedAreFilteredAndTold() {
    system.resource("things").deaf(true);

    RunRow run = run(done("2026-02-15T00:00:00Z"));

    assertThat(run.counts()).isEqualTo(new Counts(3, 1, 0, 0, 0, 2, 0, 0, 0));
    assertThat(run.unasked()).isEqualTo(2);
    assertThat(pipeline.records()).containsExactly("{\"name\": \"thing 1\"}");
  }

  @Test
  void whatTheTaskItselfFiltersIsAskedForTogetherWithTheRunsOwnFilter() {
    pipeline.task(
        "things",
        """
        {'entity': 'things', 'key': 'id', 'fields': {'name': 'name'},
         'source': {'connection': 'web', 'resource': 'things',
           'filter': {'status': ['done', 'open']}}}
        """);

    RunRow run = run(new RunRequest(List.of("open"), null, null, List.of(), List.of()));

    assertThat(run.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 0, 0, 0));
    assertThat(pipeline.records()).containsExactly("{\"name\": \"thing 2\"}");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsOlderThanAskedIsFilteredAndTold(boolean dryRun) {
    system.resource("things").deaf(true);

    RunRow run =
        pipeline.await(
            pipeline.start("things", SyncMode.FULL, dryRun, from("2026-02-01T00:00:00Z")));

    assertThat(run.counts()).isEqualTo(new Counts(3, 2, 0, 0, 0, 1, 0, 0, 0));
    assertThat(run.unasked()).isEqualTo(1);
    assertThat(pipeline.count("record")).isEqualTo(dryRun ? 0 : 2);
  }

  @Test
  void anIncrementalRunThatIsGivenEverythingTakesWhatIsNew() {
    system.resource("things").deaf(true);
    assertThat(pipeline.full("things").unasked()).isZero();

    RunRow run = pipeline.incremental("things");

    assertThat(run.counts().fetched()).isEqualTo(3);
    assertThat(run.counts().updated()).isZero();
    assertThat(run.unasked()).isEqualTo(2);
  }

  @Test
  void otherIdsThanAskedAreFilteredAndTold() {
    system.resource("things").deaf(true);

    RunRow run = run(ids("2"));

    assertThat(run.counts()).isEqualTo(new Counts(3, 1, 0, 0, 0, 2, 0, 0, 0));
    assertThat(run.unasked()).isEqualTo(2);
    assertThat(pipeline.records()).containsExactly("{\"name\": \"thing 2\"}");
  }

  @Test
  void aRetryOfOneRecordBringsInNoOther() {
    system.resource("things").deaf(true);
    system
        .resource("things")
        .put(JsonMapper.shared().createObjectNode().put("id", 4).put("name", ""));
    pipeline.full("things");
    String failure =
        pipeline
            .sql("select id::text as id from syncline.failure where tenant = ?", pipeline.tenant)
            .get(0)
            .get("id")
            .toString();

    RunRow retried =
        run(new RunRequest(List.of(), null, null, List.of(), List.of(UUID.fromString(failure))));

    assertThat(retried.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 0, 0, 1, 0));
  }
}
