package dev.syncline.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.e2e.product.Api;
import dev.syncline.e2e.product.DataFolder;
import dev.syncline.e2e.product.Eventually;
import dev.syncline.e2e.product.Killing;
import dev.syncline.e2e.product.RunObject;
import dev.syncline.e2e.product.Server;
import dev.syncline.e2e.product.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * A run over 200,000 rows whose processes are killed in the middle ends by itself after the next
 * start, and its table equals that of a run that nobody disturbed.
 */
class KillIT {
  private static final List<String> ENTITIES =
      List.of("undisturbed", "killed", "killed_with_servers", "database_killed");

  @ParameterizedTest
  @MethodSource("dev.syncline.e2e.product.EnginesHere#all")
  void aKilledRunEndsAsIfNothingHadHappened(String engine) throws IOException {
    try (DataFolder data = DataFolder.make()) {
      Path people = data.resolve("people.csv");
      Path file = data.resolve("people.yaml");
      People.write(people);
      People.writeSyncFile(file, people, ENTITIES);

      String wanted;
      try (Server server = Server.start(data, engine, "--config", file.toString())) {
        requireComplete(server.api().awaitEnd(trigger(server, "undisturbed")));
        wanted = Table.at(data.jdbcUrl()).fingerprintOf("undisturbed");
        assertThat(wanted).startsWith((People.ROWS - People.BAD) + " records");
      }

      round(data, engine, "killed", false, wanted);
      round(data, engine, "killed_with_servers", true, wanted);
      databaseAlone(data, engine, wanted);
    }
  }

  /** Kills the server, with what it started or without, and starts it again. */
  private static void round(
      DataFolder data, String engine, String entity, boolean all, String wanted) {
    Server first = Server.start(data, engine);
    String syncId = trigger(first, entity);
    long saved = awaitMiddle(data, entity);
    first.kill();
    if (all) {
      data.devServer().ifPresent(Killing::hard);
      Killing.hard(data.postmaster().orElseThrow());
    }
    Instant killed = Instant.now();
    try (Server second = Server.start(data, engine)) {
      Duration ready = Duration.between(killed, Instant.now());
      RunObject run = requireComplete(second.api().awaitEnd(syncId));
      print(engine, entity, saved, ready, Duration.between(killed, Instant.now()), run);
      assertThat(Table.at(data.jdbcUrl()).fingerprintOf(entity)).isEqualTo(wanted);
    }
  }

  /** Kills PostgreSQL under a server that goes on: the run waits for it. */
  private static void databaseAlone(DataFolder data, String engine, String wanted) {
    try (Server server = Server.start(data, engine)) {
      String syncId = trigger(server, "database_killed");
      long saved = awaitMiddle(data, "database_killed");
      Killing.hard(data.postmaster().orElseThrow());
      Instant killed = Instant.now();
      RunObject run = requireComplete(awaitEndThroughOutage(server.api(), syncId));
      print(
          engine,
          "database_killed",
          saved,
          Duration.ZERO,
          Duration.between(killed, Instant.now()),
          run);
      assertThat(Table.at(data.jdbcUrl()).fingerprintOf("database_killed")).isEqualTo(wanted);
    }
  }

  private static String trigger(Server server, String entity) {
    Api.Answer answer = server.api().post("/api/sync/" + entity, "{}");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    return answer.body().path("sync_id").asString();
  }

  /** How many rows are committed, once some are and before all are. */
  private static long awaitMiddle(DataFolder data, String entity) {
    Table table = Table.at(data.jdbcUrl());
    long saved =
        Eventually.get(
            Duration.ofMinutes(2),
            () -> {
              String fetched =
                  table.value(
                      "select fetched from syncline.run where entity = '%s' and fetched > 0"
                          .formatted(entity));
              return fetched.equals("nothing") ? null : Long.valueOf(fetched);
            },
            () -> "no window of " + entity + " was saved");
    assertThat(saved).as("it is killed in the middle").isLessThan(People.ROWS);
    return saved;
  }

  private static JsonNode awaitEndThroughOutage(Api api, String syncId) {
    return Eventually.get(
        Duration.ofMinutes(5),
        () ->
            Optional.of(api.get("/api/sync/status/" + syncId))
                .filter(answer -> answer.status() == 200)
                .map(Api.Answer::body)
                .filter(run -> run.path("status").asString("").startsWith("completed"))
                .orElse(null),
        () -> "run " + syncId + " did not go on: " + api.get("/api/sync/status/" + syncId));
  }

  private static RunObject requireComplete(JsonNode json) {
    RunObject run = new RunObject(json).requireAccounts();
    assertThat(run.status()).as("%s", json).isEqualTo("completed_with_errors");
    assertThat(run.count("fetched")).isEqualTo(People.ROWS);
    assertThat(run.count("failed")).isEqualTo(People.BAD);
    assertThat(run.count("created")).isEqualTo(People.ROWS - People.BAD);
    assertThat(run.count("skipped") + run.count("updated")).isZero();
    return run;
  }

  private static void print(
      String engine, String entity, long saved, Duration ready, Duration ended, RunObject run) {
    System.out.printf(
        "KILL %-10s %-20s killed after %,d of %,d rows; ready again after %.1f s, run ended after"
            + " %.1f s; created %,d, failed %,d, table as undisturbed%n",
        engine,
        entity,
        saved,
        People.ROWS,
        ready.toMillis() / 1000.0,
        ended.toMillis() / 1000.0,
        run.count("created"),
        run.count("failed"));
  }
}
