package dev.syncline.e2e.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.e2e.product.Api;
import dev.syncline.e2e.product.DataFolder;
import dev.syncline.e2e.product.Launcher;
import dev.syncline.e2e.product.Launcher.Ended;
import dev.syncline.e2e.product.Server;
import dev.syncline.e2e.product.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was planned outlives the process that planned it, and is done exactly or not at all. */
class ApprovalIT {
  private static final String LIVE =
      "select data ->> 'name' from syncline.record where deleted_at is null order by 1";

  private final List<String> all =
      IntStream.rangeClosed(1, 10).mapToObj(i -> i + ",Person " + i).toList();

  private static Path people(DataFolder data, List<String> rows) throws IOException {
    Files.writeString(
        data.resolve("people.csv"),
        rows.stream().collect(Collectors.joining("\n", "id,name\n", "\n")));
    return Files.writeString(
        data.resolve("sync.yaml"),
        """
        version: 1
        connections: { crm: { connector: csv, settings: { path: people.csv } } }
        tasks:
          people:
            entity: people
            source: { connection: crm }
            key: id
            fields: { name: name }
            deletes: propagate
        """);
  }

  private static JsonNode run(Api api, String json) {
    Api.Answer answer = api.post("/api/sync/people", json);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    return api.awaitEnd(answer.body().path("sync_id").asString());
  }

  @ParameterizedTest
  @MethodSource("dev.syncline.e2e.product.EnginesHere#all")
  void aRunThatAGateStoppedIsApprovedAfterTheServerWasKilled(String engine) throws IOException {
    try (DataFolder data = DataFolder.make()) {
      Path file = people(data, all);
      Server first = Server.start(data, engine, "--config", file.toString());
      assertThat(run(first.api(), "{}").at("/results/created").asLong()).isEqualTo(10);
      people(data, List.of("1,Person 1", "2,Somebody else"));
      JsonNode stopped = run(first.api(), "{}");
      String id = stopped.path("sync_id").asString();
      assertThat(stopped.path("status").asString()).isEqualTo("waiting_approval");
      first.kill();

      try (Server second = Server.start(data, engine, "--config", file.toString())) {
        Api api = second.api();
        Table table = Table.at(data.jdbcUrl());
        JsonNode waiting = api.get("/api/approvals").body();
        assertThat(waiting.path("total").asInt()).isEqualTo(1);
        assertThat(waiting.at("/items/0/sync_id").asString()).isEqualTo(id);
        assertThat(table.values(LIVE)).as("nothing is written yet").hasSize(10);
        JsonNode plan = api.get("/api/plans/" + id).body();
        assertThat(plan.at("/summary/delete").asLong()).isEqualTo(8);
        assertThat(plan.at("/summary/update").asLong()).isEqualTo(1);

        Api.Answer approved = api.post("/api/approvals/" + id + "/approve");
        assertThat(approved.status()).as("%s", approved.body()).isEqualTo(202);
        JsonNode ended = api.awaitEnd(id);

        assertThat(ended.path("status").asString()).as("%s", ended).isEqualTo("completed");
        assertThat(ended.at("/results/deleted").asLong()).isEqualTo(8);
        assertThat(table.values(LIVE)).containsExactly("Person 1", "Somebody else");
        assertThat(api.post("/api/approvals/" + id + "/approve").status()).isEqualTo(409);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.syncline.e2e.product.EnginesHere#all")
  void aPlanIsAppliedOnceAndRefusedOnceItIsStale(String engine) throws IOException {
    try (DataFolder data = DataFolder.make()) {
      Path file = people(data, all);
      String id;
      try (Server server = Server.start(data, engine, "--config", file.toString())) {
        id = run(server.api(), "{\"dry_run\": true}").path("sync_id").asString();
        assertThat(Table.at(data.jdbcUrl()).values(LIVE)).isEmpty();
      }
      try (Server server = Server.start(data, engine, "--config", file.toString())) {
        Api api = server.api();
        Table table = Table.at(data.jdbcUrl());
        Api.Answer applied = api.post("/api/plans/" + id + "/apply", "{}");
        assertThat(applied.status()).as("%s", applied.body()).isEqualTo(202);
        api.awaitEnd(applied.body().path("sync_id").asString());
        assertThat(table.values(LIVE)).hasSize(10);
        assertThat(api.post("/api/plans/" + id + "/apply", "{}").code()).isEqualTo("PLAN_STALE");

        people(data, List.of("1,Anna", "2,Person 2"));
        String stale = run(api, "{\"dry_run\": true}").path("sync_id").asString();
        people(data, List.of("1,Annabel"));
        String partly = run(api, "{\"ids\": [\"1\"]}").path("status").asString();
        assertThat(partly).isEqualTo("completed");
        Api.Answer refused = api.post("/api/plans/" + stale + "/apply", "{\"confirm\": true}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("PLAN_STALE");
        assertThat(table.values(LIVE)).contains("Annabel").hasSize(10);
      }
    }
  }

  /** Each command starts an engine of its own; over both of them, the tests above say the same. */
  @Test
  void theCommandLineDecidesToo() throws IOException {
    String engine = "in-process";
    try (DataFolder data = DataFolder.make()) {
      Path file = people(data, all);
      assertThat(syncline(data, engine, "run", file.toString()).exit()).isZero();
      people(data, List.of("1,Person 1"));
      Ended stopped = syncline(data, engine, "run", file.toString(), "--output", "json");
      assertThat(stopped.exit()).as(stopped.out() + stopped.err()).isEqualTo(3);
      Ended listed = syncline(data, engine, "approvals", "list");
      assertThat(listed.exit()).as(listed.err()).isZero();
      assertThat(listed.out()).contains("people").contains("max_delete_percent");
      String id = JsonMapper.shared().readTree(stopped.out()).path("sync_id").asString();
      assertThat(listed.out()).contains(id);

      Ended approved = syncline(data, engine, "approvals", "approve", id);
      assertThat(approved.exit()).as(approved.out() + approved.err()).isZero();
      assertThat(syncline(data, engine, "approvals", "approve", id).exit()).isNotZero();
      Ended again = syncline(data, engine, "run", file.toString());
      assertThat(again.out()).contains("unchanged 1");
    }
  }

  private static Ended syncline(DataFolder data, String engine, String... words) {
    return Launcher.syncline(
            Stream.concat(Arrays.stream(words), Stream.of("--data", data.path()))
                .toArray(String[]::new))
        .with("SYNCLINE_ENGINE", engine)
        .run();
  }
}
