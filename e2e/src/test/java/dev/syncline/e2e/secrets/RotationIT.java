package dev.syncline.e2e.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.e2e.product.Api;
import dev.syncline.e2e.product.DataFolder;
import dev.syncline.e2e.product.Launcher;
import dev.syncline.e2e.product.Server;
import dev.syncline.e2e.product.Table;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The encryption key is exchanged by command, again and again, while a server works with it. */
class RotationIT {
  private final Canaries canaries = new Canaries();

  @Test
  void aServerThatRunsGoesOnUnderTheNewKey() {
    try (DataFolder data = DataFolder.make();
        EchoSystem echo = new EchoSystem()) {
      String secret = canaries.plain("rotated");
      try (Server server = Server.start(data, "in-process")) {
        Api api = server.api();
        assertThat(
                api.post(
                        "/api/connections",
                        """
                        {"name":"shop","connector":"http","settings":{"base_url":"%s/good"},
                         "credentials":{"token":"%s"}}
                        """
                            .formatted(echo.url(), secret))
                    .status())
            .isEqualTo(201);
        api.post(
            "/api/tasks",
            """
            {"name":"orders","entity":"orders","key":"id","fields":{"name":"name"},
             "source":{"connection":"shop","resource":"orders"}}
            """);
        Table table = Table.at(data.jdbcUrl());
        String before = cipher(table);
        for (int turn = 0; turn < 2; turn++) {
          Launcher.Ended rotated =
              Launcher.syncline("keys", "rotate-secrets", "--data", data.path()).run();
          assertThat(rotated.exit()).as(rotated.err()).isZero();
          assertThat(rotated.err()).contains("1 connections").doesNotContain(secret);
          run(api);
        }
        assertThat(cipher(table)).isNotEqualTo(before);
        assertThat(echo.heard("Bearer " + secret)).isTrue();
        assertThat(server.said()).doesNotContain(secret);
      }
      try (Server again = Server.start(data, "in-process")) {
        run(again.api());
      }
    }
  }

  private static String cipher(Table table) {
    return table.value("select encode(credentials, 'hex') from syncline.connection");
  }

  private static void run(Api api) {
    JsonNode started = api.post("/api/sync/orders", "{}").body();
    JsonNode run = api.awaitEnd(started.path("sync_id").asString());
    assertThat(run.path("status").asString()).as(run.toString()).isEqualTo("completed");
    assertThat(run.at("/results/fetched").asInt()).isOne();
  }
}
