package dev.syncline.standalone.console;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Conflicts, as {@code GET /api/conflicts} lists them, read for people. */
public final class ConflictLines {
  private ConflictLines() {}

  /** All that are listed, and how the open ones are decided. */
  public static List<String> list(JsonNode list, String tenant, NextCommands next) {
    List<String> lines = new ArrayList<>();
    for (JsonNode conflict : list.path("items")) {
      lines.addAll(one(conflict));
      if (open(conflict)) {
        lines.add("  decide: " + next.resolve(conflict, tenant));
        lines.add("    (each field: source, target, value:TEXT or json:VALUE)");
      }
    }
    long more = list.path("total").asLong(0) - list.path("items").size();
    if (more > 0) {
      lines.add("... and " + Numbers.grouped(more) + " more");
    }
    return lines.isEmpty() ? List.of("there is no such conflict") : lines;
  }

  /** One of them: the record, and of each field its values. */
  public static List<String> one(JsonNode conflict) {
    List<String> lines = new ArrayList<>();
    boolean deleted = conflict.path("kind").asString("").equals("delete");
    lines.add(
        "%s  %s, record %s: row %s of %s %s, %s"
            .formatted(
                text(conflict, "id"),
                text(conflict, "entity"),
                text(conflict, "record_id"),
                text(conflict, "external_id"),
                text(conflict, "connection"),
                deleted ? "is deleted, and was edited elsewhere" : "differs",
                state(conflict)));
    for (JsonNode field : conflict.path("fields")) {
      lines.add("  " + field(field));
    }
    return lines;
  }

  private static String state(JsonNode conflict) {
    if (open(conflict)) {
      return "open since " + text(conflict, "created_at");
    }
    return (conflict.path("undone").asBoolean(false)
        ? "undone by " + text(conflict, "undone_by")
        : "resolved by " + text(conflict, "resolved_by"));
  }

  private static boolean open(JsonNode conflict) {
    return text(conflict, "status").equals("open");
  }

  private static String field(JsonNode field) {
    String values =
        "%s: was %s, source %s, target %s"
            .formatted(
                text(field, "field"),
                field.path("base"),
                field.path("source"),
                field.path("target"));
    String chosen = field.path("chosen").asString("");
    return chosen.isEmpty() ? values : values + "; is " + field.path("value") + " (" + chosen + ")";
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }
}
