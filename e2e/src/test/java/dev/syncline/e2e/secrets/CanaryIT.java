package dev.syncline.e2e.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.e2e.product.DataFolder;
import dev.syncline.e2e.product.EnginesHere;
import dev.syncline.e2e.product.Eventually;
import dev.syncline.e2e.product.Launcher;
import dev.syncline.e2e.product.Server;
import dev.syncline.e2e.product.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Every connector and every kind of secret, through success and failure, against systems that echo
 * whatever they are sent: nothing that the product says or writes shows any of it.
 */
class CanaryIT {
  /** A stream lasts a second and more; all events are rows of a table, too. */
  private static final int EVENTS_OF = 8;

  private final Canaries canaries = new Canaries();
  private final CollectedOutput haul = new CollectedOutput();

  @Test
  void noSecretIsSeenAgain() throws IOException {
    String engine = EnginesHere.all().reduce((first, last) -> last).orElseThrow();
    try (DataFolder data = DataFolder.make();
        DataFolder elsewhere = DataFolder.make();
        DataFolder sources = DataFolder.make();
        EchoSystem echo = new EchoSystem()) {
      Map<String, String> secrets = LeakySetup.environment(canaries);
      LeakySetup without = new LeakySetup(echo, "jdbc:postgresql://127.0.0.1:1/none");
      Path first = files(sources, "without.yaml", without);
      CompletableFuture<Launcher.Ended> key = CompletableFuture.supplyAsync(() -> newKey(data));
      try (Server other =
          Server.start(elsewhere, "in-process", 0, secrets, "--config", first.toString())) {
        String apiKey = key.join().out().strip();
        haul.add("keys create, stderr", key.join().err());
        LeakySetup setup = new LeakySetup(echo, database(elsewhere));
        Path file = files(sources, "leaky.yaml", setup);
        serve(engine, data, file, apiKey, setup, echo);
        insideTheProcess(other, elsewhere, without);
        command(data, "run", file.toString(), "--output", "json", "--task", "bearer-refuse");
        haul.addFiles(Path.of(data.path()));
        haul.add("the other server", other.said());

        List<String> traces = new ArrayList<>(Canaries.traces());
        traces.add(apiKey.substring(apiKey.lastIndexOf('_') + 1));
        assertThat(haul.find(traces)).isEmpty();
        assertEverythingWasTried(echo, engine);
      }
    }
  }

  private static Launcher.Ended newKey(DataFolder data) {
    return Launcher.syncline("keys", "create", "--data", data.path(), "--role", "admin").run();
  }

  private void serve(
      String engine, DataFolder data, Path file, String apiKey, LeakySetup setup, EchoSystem echo) {
    try (Server server =
        Server.start(data, engine, 0, environment(), "--config", file.toString())) {
      CompletableFuture<?> beside =
          CompletableFuture.runAsync(
              () -> {
                command(data, "check", file.toString());
                command(data, "keys", "list");
              });
      Client client = new Client(server.url(), apiKey, haul);
      List<String> runs = runAll(client, setup);
      post(client, echo);
      call(client);
      Table table = Table.at(data.jdbcUrl());
      awaitMessages(table);
      beside.join();
      readEverything(client, setup, runs, table);
      haul.add("serve", server.said());
    }
    haul.addFiles(Path.of(data.path()));
  }

  /** This engine keeps its histories in memory alone, and tells them to whoever asks. */
  private void insideTheProcess(Server server, DataFolder data, LeakySetup setup) {
    runAll(new Client(server.url(), "none", haul), setup);
    Table table = Table.at(data.jdbcUrl());
    awaitMessages(table);
    try (Histories histories = new Histories(server.engineAddress())) {
      for (String id :
          table.values(
              """
              select workflow_id from syncline.run
              union select 'deliver/' || tenant || '/' || name from syncline.connection
              union select 'notify/' || tenant || '/' || name from syncline.task
              """)) {
        haul.add("history of " + id.replaceFirst("/.*", ""), histories.of(id));
      }
    }
  }

  /** Every secret reached the system, and what was searched is what was written. */
  private void assertEverythingWasTried(EchoSystem echo, String engine) {
    for (String secret : List.of("BASIC_PASSWORD", "BEARER", "API_KEY", "EXTRA_HEADER")) {
      assertThat(echo.heard(canaries.of(secret))).as(secret).isTrue();
    }
    assertThat(echo.heard("cN4RYmark-access-token")).isTrue();
    List<String> planted = haul.places("pL4NTmark");
    for (String place : List.of("table record", "file postgres", "GET /api/records")) {
      assertThat(planted).anyMatch(p -> p.startsWith(place));
    }
    List<String> refusals = haul.places("answered 401: ");
    List<String> hidden = haul.places("***");
    for (String place :
        List.of(
            "table run",
            "GET /api/sync/status/",
            "events",
            "file logs",
            "command",
            "history of sync")) {
      assertThat(refusals).anyMatch(p -> p.startsWith(place));
      assertThat(hidden).anyMatch(p -> p.startsWith(place));
    }
    assertThat(refusals.stream().anyMatch(p -> p.startsWith("file temporal")))
        .isEqualTo(engine.equals("dev"));
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(LeakySetup.environment(canaries));
    environment.put("SYNCLINE_REQUIREKEYS", "true");
    environment.put("SYNCLINE_EGRESS_ALLOW", "127.0.0.1");
    environment.put("SYNCLINE_NOTIFY_SECRET", canaries.of("NOTIFY"));
    environment.put(
        "SYNCLINE_SMTP_URL",
        "smtp://%s:%s@127.0.0.1:1".formatted(canaries.plain("u"), canaries.plain("p")));
    environment.put("SYNCLINE_LOG_LEVEL", "DEBUG");
    return environment;
  }

  /** A database on another PostgreSQL, and a role with a secret password. */
  private String database(DataFolder elsewhere) {
    Table admin = Table.at(elsewhere.jdbcUrl());
    admin.execute("create database other");
    admin.execute("create role leaky login password '" + canaries.of("POSTGRES") + "'");
    admin.execute("grant all on database other to leaky");
    String url = elsewhere.jdbcUrl().replaceFirst("\\?.*", "").replaceFirst("/[^/]*$", "/other");
    Table.at(elsewhere.jdbcUrl().replaceFirst("(:\\d+)/[^?]*", "$1/other"))
        .execute("grant all on schema public to leaky");
    return url;
  }

  private static Path files(DataFolder folder, String name, LeakySetup setup) throws IOException {
    Files.writeString(folder.resolve("people.csv"), "id,name\n1,pL4NTmark\n");
    Files.writeString(
        folder.resolve("people.jsonl"), "{\"id\":1,\"name\":\"pL4NTmark\"}\n{broken\n");
    Files.createDirectories(folder.resolve("notes"));
    Files.writeString(folder.resolve("notes/a.md"), "---\nname: pL4NTmark\n---\nText\n");
    return Files.writeString(folder.resolve(name), setup.yaml());
  }

  private static List<String> runAll(Client client, LeakySetup setup) {
    List<String> runs = new ArrayList<>();
    for (String task : setup.tasks()) {
      runs.add(client.post("/api/tasks/" + task + "/trigger", "{}").path("sync_id").asString(task));
    }
    runs.forEach(client::awaitEnd);
    return runs;
  }

  /** What is posted holds the secrets themselves. */
  private void post(Client client, EchoSystem echo) {
    String secret = canaries.of("POSTED").replace("\"", "\\\"");
    String good =
        "{\"name\":\"posted\",\"connector\":\"http\",\"settings\":{\"base_url\":\"%s/refuse\"},\"credentials\":{\"token\":\"%s\"}}"
            .formatted(echo.url(), secret);
    client.post("/api/connections", good);
    client.post("/api/connections", good);
    client.post("/api/connections/posted/test", "");
    client.put("/api/connections/posted", good.replace("\"posted\"", "\"other\""));
    client.put("/api/connections/posted", good.replace("\"token\"", "\"tokem\""));
    client.put(
        "/api/connections/posted", good.replace("\"token\":", "\"token\":[").replace("}}", "]}}"));
    client.put("/api/connections/posted", good.replace("\"bearer\"", "").replace("}}", "}"));
    client.put("/api/connections/posted", good.replace("\"name\"", "name"));
    client.put("/api/connections/posted", good.replace(secret, secret + "\\n" + secret));
    client.post("/api/connections/posted/test", "");
    client.put(
        "/api/connections/posted", good.replace(echo.url() + "/refuse", "http://127.0.0.1:1"));
    client.post("/api/connections/posted/test", "");
    client.post("/api/connections/" + "locked/test", "");
    client.with("syn_0000000000_" + canaries.plain("key")).get("/api/tasks");
    client.with(canaries.plain("key")).get("/api/tasks");
  }

  /** Calls with the right secret, with the wrong one, and with none. */
  private void call(Client client) {
    String hook = canaries.of("HOOK");
    client.webhook("hook-token", hook, "{\"id\":1}");
    client.webhook("hook-token", hook + "x", "{\"id\":2}");
    client.webhook("hook-token", hook, "no json");
    client.webhook("hook-hmac_sha256_hex", hook, "{\"id\":3}");
  }

  private static void awaitMessages(Table table) {
    Eventually.get(
        Duration.ofMinutes(1),
        () ->
            table
                    .value("select count(*) > 1 from syncline.notification where attempt > 0")
                    .equals("t")
                ? true
                : null,
        () -> "no message was tried");
  }

  private void readEverything(Client client, LeakySetup setup, List<String> runs, Table table) {
    for (String path :
        List.of(
            "/api/sync/status?limit=500",
            "/api/sync/failures?limit=500",
            "/api/connections?limit=500",
            "/api/tasks?limit=500",
            "/api/notifications?limit=500",
            "/api/audit?limit=500",
            "/api/id-map?limit=500",
            "/api/sandbox?limit=500",
            "/api/approvals",
            "/api/v1/system/health",
            "/v3/api-docs",
            "/actuator/prometheus",
            "/actuator/health")) {
      client.get(path);
    }
    runs.forEach(run -> client.get("/api/sync/status/" + run));
    runs.subList(0, EVENTS_OF).parallelStream()
        .forEach(run -> haul.add("events", client.get("/api/events?sync_id=" + run).toString()));
    client.get("/api/connections/posted");
    setup.tasks().forEach(task -> client.get("/api/records/" + task));
    for (String name :
        table.values(
            "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in"
                + " ('syncline', 'staging', 'public')")) {
      String rows = String.join("\n", table.values("select t::text from " + name + " t"));
      haul.add("table " + name.replaceFirst(".*\\.", ""), rows);
    }
  }

  /** A command that reads the file itself. */
  private void command(DataFolder data, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", data.path()));
    Launcher launcher = Launcher.syncline(all.toArray(String[]::new));
    environment().forEach(launcher::with);
    Launcher.Ended ended = launcher.with("SYNCLINE_ENGINE", "in-process").run();
    haul.add("command " + words[0], ended.out() + ended.err());
  }
}
