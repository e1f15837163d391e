package dev.syncline.standalone.console;

import dev.syncline.domain.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A run object of the HTTP API, read for people. */
public record RunView(JsonNode run) {

  /**
   * A record that was set aside, or another thing that went wrong. What is not known is empty.
   *
   * @param connection whose id {@code externalId} is
   */
  public record Trouble(
      String externalId, String connection, String recordId, String code, String error) {

    /** How it is called, with the system that calls it so. */
    String id() {
      if (externalId.isEmpty()) {
        return recordId.isEmpty() ? "(no id)" : "record " + recordId;
      }
      return connection.isEmpty() ? externalId : externalId + " of " + connection;
    }

    /** What happened, with the record where that is known by another system's id at most. */
    String text() {
      return externalId.isEmpty() || recordId.isEmpty()
          ? error
          : error + " (record " + recordId + ")";
    }

    boolean ofRecord() {
      return !externalId.isEmpty() || !recordId.isEmpty();
    }
  }

  public String task() {
    return run.path("task").asString("");
  }

  public String syncId() {
    return run.path("sync_id").asString("");
  }

  public String tenant() {
    return run.path("tenant").asString("");
  }

  public String entity() {
    return run.path("entity").asString("");
  }

  public RunStatus status() {
    return RunStatus.of(run.path("status").asString("queued"));
  }

  /** The run of several tasks that it is a part of. */
  public Optional<UUID> parent() {
    String parent = run.path("parent_id").asString("");
    return parent.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(parent));
  }

  /** Whether nothing more will come of it without a person. */
  public boolean ended() {
    return !status().open();
  }

  public boolean dryRun() {
    return run.path("dry_run").asBoolean(false);
  }

  public String phase() {
    return run.path("progress").path("phase").asString("fetching");
  }

  public int percentage() {
    return run.path("progress").path("percentage").asInt(0);
  }

  public long processed() {
    return run.path("progress").path("processed_records").asLong(0);
  }

  /** How many records there are in all; -1 while nobody knows. */
  public long total() {
    return run.path("progress").path("total_records").asLong(-1);
  }

  /** What was read, also into a plan of which nothing is written yet. */
  public long read() {
    return run.path("progress").path("read_records").asLong(processed());
  }

  public long durationMillis() {
    return run.path("duration_ms").asLong(0);
  }

  /** A number under {@code results}, {@code delivered} or {@code derived}. */
  public long count(String group, String name) {
    return run.path(group).path(name).asLong(0);
  }

  public long skippedBy(String reason) {
    return run.path("results").path("skipped_by").path(reason).asLong(0);
  }

  /** Why the whole run could not go on; empty where it could. */
  public String error() {
    JsonNode error = run.path("error");
    return error.isObject() ? error.path("message").asString("") : error.asString("");
  }

  /** The word for the error, or the empty text. */
  public String errorCode() {
    return run.path("error_code").asString("");
  }

  /**
   * Which of four things it was: {@code not_found} … {@code execution_error}; or the empty text.
   */
  public String errorType() {
    return run.path("error_type").asString("");
  }

  /** What should be looked into. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    run.path("warnings").forEach(w -> warnings.add(w.path("message").asString("")));
    return warnings;
  }

  public List<Trouble> troubles() {
    List<Trouble> troubles = new ArrayList<>();
    for (JsonNode error : run.path("errors")) {
      troubles.add(
          new Trouble(
              error.path("external_id").asString(""),
              error.path("connection").asString(""),
              error.path("record_id").asString(""),
              error.path("code").asString(""),
              error.path("error").asString("")));
    }
    return troubles;
  }
}
