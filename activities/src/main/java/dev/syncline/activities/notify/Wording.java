package dev.syncline.activities.notify;

import dev.syncline.activities.notify.Message.Kind;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A message as it is sent: JSON, with a sentence for people. */
final class Wording {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Wording() {}

  /** The body of a webhook; an e-mail is made from it. */
  static String body(UUID id, String tenant, Message message, Instant at) {
    JsonNode run = JSON.readTree(message.run());
    ObjectNode body = JSON.createObjectNode();
    body.put("id", id.toString());
    body.put("type", message.kind().word());
    body.put("tenant", tenant);
    body.put("task", run.path("task").asString(""));
    body.put("entity", run.path("entity").asString(""));
    body.put("status", message.status());
    body.put("count", message.count());
    body.put("text", sentence(message, run));
    body.put("at", at.toString());
    body.set("run", run);
    return body.toString();
  }

  private static String sentence(Message message, JsonNode run) {
    String task = "'" + run.path("task").asString("") + "'";
    String state = message.status().replace('_', ' ');
    String reason = run.path("error").asString("");
    String why = reason.isEmpty() ? counts(run.path("results")) : reason;
    String last =
        switch (message.kind()) {
          case ALERT, NOTICE -> "Task " + task + " " + verb(state) + ": " + why;
          case SUMMARY ->
              "Task "
                  + task
                  + " "
                  + verb(state)
                  + " "
                  + (message.count() == 1 ? "once more" : message.count() + " more times")
                  + " since the last message, most recently: "
                  + why;
          case RECOVERED ->
              "Task "
                  + task
                  + " is well again"
                  + (message.count() == 0
                      ? ""
                      : ", after " + message.count() + " more troubled runs")
                  + ": "
                  + counts(run.path("results"));
        };
    return last + waiting(message);
  }

  private static String verb(String state) {
    return state.equals("waiting approval")
        ? "waits for approval"
        : state.equals("cancelled") ? "was cancelled" : state;
  }

  private static String waiting(Message message) {
    return message.kind() != Kind.RECOVERED && message.status().equals("waiting_approval")
        ? ". Nothing is written before somebody approves it"
        : "";
  }

  private static String counts(JsonNode results) {
    return results.path("fetched").asLong()
        + " read, "
        + results.path("created").asLong()
        + " created, "
        + results.path("updated").asLong()
        + " updated, "
        + (results.path("deleted").asLong() > 0
            ? results.path("deleted").asLong() + " deleted, "
            : "")
        + results.path("failed").asLong()
        + " failed";
  }
}
