package dev.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventsTest {
  private final ApiServer server = ApiServer.shared();
  private final Caller caller = server.newTenant();
  private final Sample sample = Sample.of(server, caller);

  private void event(UUID run, String type) {
    sample.sql(
        "insert into event (tenant, sync_id, type, fields)"
            + " values (:tenant, '%s', '%s', '{\"metric\":10}')".formatted(run, type));
  }

  @Test
  void tellsAnEndedRunsEventsAndEnds() {
    UUID run = sample.run("orders", "completed", 1, 0, 0);
    event(run, "syncTask.triggered");
    event(run, "sync.records.fetched");
    event(sample.run("other", "completed", 1, 0, 0), "syncTask.triggered");
    Caller.Reply reply = caller.get("/api/events?sync_id=" + run).expect(200);
    assertThat(reply.header("Content-Type")).startsWith("text/event-stream");
    List<String> lines = reply.response().body().lines().toList();
    assertThat(lines.stream().filter(line -> line.startsWith("event:")))
        .containsExactly("event:syncTask.triggered", "event:sync.records.fetched");
    assertThat(reply.response().body())
        .contains("\"metric\":10")
        .contains("\"sync_id\":\"" + run + "\"");
    String firstId =
        lines.stream().filter(line -> line.startsWith("id:")).findFirst().orElseThrow();
    String rest =
        caller
            .with("Last-Event-ID", firstId.substring(3))
            .get("/api/events?sync_id=" + run)
            .expect(200)
            .response()
            .body();
    assertThat(rest).contains("sync.records.fetched").doesNotContain("syncTask.triggered");
  }

  @Test
  void refusesWhatItCannotFollow() {
    caller.get("/api/events?sync_id=" + UUID.randomUUID()).expectError(404, "NOT_FOUND");
    caller.with("Last-Event-ID", "x").get("/api/events").expectError(400, "INVALID_REQUEST");
  }
}
