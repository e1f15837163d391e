package dev.syncline.e2e.deliver;

import static dev.syncline.e2e.product.Launcher.syncline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.e2e.product.DataFolder;
import dev.syncline.e2e.product.Launcher.Ended;
import dev.syncline.e2e.product.RunObject;
import dev.syncline.e2e.product.Server;
import dev.syncline.e2e.product.Table;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** JSON Lines in, a table in another database out. */
class DeliverIT {
  private static final int ROWS = 5_000;

  @Test
  void fillsATableOfTheUsersAndDeliversOnlyWhatChanged() throws IOException {
    try (DataFolder data = DataFolder.make()) {
      Path file = data.resolve("deliver.yaml");
      writeReadings(data.resolve("readings.jsonl"), 0);
      try (Server server = Server.start(data, "in-process")) {
        writeSyncFile(file, makeWarehouse(data.jdbcUrl()));
        server.stop();
        assertThat(data.postmaster()).as("it is stopped in order").isEmpty();
      }
      try (Server server = Server.start(data, "in-process", "--config", file.toString())) {
        Table warehouse = Table.at(data.jdbcUrl().replace("/syncline?", "/warehouse?"));

        RunObject first = sync(server);
        assertThat(first.delivered("created")).as("%s", first.json()).isEqualTo(ROWS);
        assertThat(first.delivered("failed")).isZero();
        assertThat(warehouse.value("select count(*) from public.readings"))
            .isEqualTo(Integer.toString(ROWS));
        assertThat(warehouse.value("select sum(celsius)::text from public.readings"))
            .isEqualTo(sum(0));

        RunObject unchanged = sync(server);
        assertThat(unchanged.skippedBy("unchanged")).isEqualTo(ROWS);
        assertThat(unchanged.delivered("created") + unchanged.delivered("updated")).isZero();

        writeReadings(data.resolve("readings.jsonl"), 10);
        RunObject changed = sync(server);
        assertThat(changed.count("updated")).isEqualTo(10);
        assertThat(changed.delivered("updated")).isEqualTo(10);
        assertThat(changed.delivered("created")).isZero();
        assertThat(warehouse.value("select count(*) from public.readings"))
            .isEqualTo(Integer.toString(ROWS));
        assertThat(warehouse.value("select sum(celsius)::text from public.readings"))
            .isEqualTo(sum(10));
      }
      Ended check = syncline("check", "--data", data.path(), file.toString()).run();
      assertThat(check.exit())
          .as("the warehouse is gone with the server: %s", check.out() + check.err())
          .isEqualTo(2);
    }
  }

  private static RunObject sync(Server server) {
    String id = server.api().post("/api/sync/readings", "{}").body().path("sync_id").asString();
    JsonNode run = server.api().awaitEnd(id);
    RunObject ended = new RunObject(run).requireAccounts();
    assertThat(ended.status()).as("%s", run).isEqualTo("completed");
    return ended;
  }

  /** The first {@code changed} readings are one degree warmer. */
  private static void writeReadings(Path file, int changed) throws IOException {
    Files.write(
        file,
        (Iterable<String>)
            IntStream.range(0, ROWS)
                    .mapToObj(
                        i ->
                            "{\"id\":\"S%05d\",\"site\":{\"name\":\"site %d\"},\"celsius\":%d.5}"
                                .formatted(i, i % 7, i % 40 + (i < changed ? 1 : 0)))
                ::iterator);
  }

  private static String sum(int changed) {
    int whole = IntStream.range(0, ROWS).map(i -> i % 40 + (i < changed ? 1 : 0)).sum();
    return (whole + ROWS / 2) + ".0";
  }

  private static String makeWarehouse(String ownUrl) {
    Table.at(ownUrl).execute("create database warehouse");
    return ownUrl;
  }

  private static void writeSyncFile(Path file, String ownUrl) throws IOException {
    URI uri = URI.create(ownUrl.substring("jdbc:".length()));
    Map<String, String> account =
        Stream.of(uri.getQuery().split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    Files.writeString(
        file,
        """
        version: 1
        connections:
          sensors:
            connector: jsonl
            settings: { path: readings.jsonl }
          warehouse:
            connector: postgres
            settings: { url: "jdbc:postgresql://127.0.0.1:%d/warehouse", schema: public }
            credentials: { username: "%s", password: "%s" }
        tasks:
          readings:
            entity: readings
            source: { connection: sensors }
            key: id
            fields:
              number: id
              site: site.name
              celsius: { from: celsius, type: decimal }
            deliver:
              - connection: warehouse
                resource: readings
                key: number
                fields: { number: number, site: site, celsius: celsius }
        """
            .formatted(uri.getPort(), account.get("user"), account.get("password")));
  }
}
