package dev.syncline.standalone.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** One item of a plan, read for people. */
final class PlanItemLines {
  private static final Map<String, String> SIGNS =
      Map.of(
          "create", "+", "update", "~", "merge", "&", "delete", "-", "fail", "!", "unchanged", "=");
  private static final int FIELDS_SHOWN = 6;
  private static final int TEXT_SHOWN = 60;

  private PlanItemLines() {}

  /**
   * The item, its conflicts and what systems are written of it.
   *
   * @param systems whether rows of several systems are in the plan
   */
  static List<String> of(JsonNode item, boolean systems) {
    List<String> lines = new ArrayList<>();
    lines.add("    " + headline(item, systems));
    item.path("conflicts").forEach(conflict -> lines.add("        " + conflict(conflict)));
    item.path("deliveries").forEach(delivery -> lines.add("        " + delivery(delivery)));
    return lines;
  }

  private static String headline(JsonNode item, boolean systems) {
    String operation = item.path("operation").asString("");
    String id = item.path("external_id").asString(record(item));
    String entity = item.path("entity").asString("");
    String of = entity.isEmpty() && systems ? item.path("connection").asString("") : entity;
    String what =
        operation.equals("delete")
            ? ""
            : item.path("message").isString()
                ? item.path("message").asString()
                : fields(item.path("fields"), operation.equals("create"));
    return "%s %-8s %-12s %s"
        .formatted(
            SIGNS.getOrDefault(operation, "?"), operation, of.isEmpty() ? id : of + " " + id, what)
        .stripTrailing();
  }

  private static String record(JsonNode item) {
    String id = item.path("record_id").asString("");
    return id.isEmpty() ? "(no id)" : "record " + id;
  }

  private static String fields(JsonNode fields, boolean created) {
    List<JsonNode> changed = new ArrayList<>();
    fields.forEach(
        field -> {
          if (!field.path("before").equals(field.path("after"))) {
            changed.add(field);
          }
        });
    StringJoiner parts = new StringJoiner(", ");
    for (JsonNode field : changed.subList(0, Math.min(FIELDS_SHOWN, changed.size()))) {
      String change = created ? "" : value(field.path("before")) + " -> ";
      parts.add(field.path("field").asString() + ": " + change + value(field.path("after")));
    }
    if (changed.size() > FIELDS_SHOWN) {
      parts.add("... " + (changed.size() - FIELDS_SHOWN) + " more fields");
    }
    return parts.toString();
  }

  private static String conflict(JsonNode conflict) {
    String stands =
        switch (conflict.path("chosen").asString("")) {
          case "source" -> "the source's stands";
          case "target" -> "the target's stands";
          case "value" -> value(conflict.path("value")) + " stands";
          default -> "a person decides";
        };
    return "%s: source %s, target %s; %s (%s)"
        .formatted(
            conflict.path("field").asString(""),
            value(conflict.path("source")),
            value(conflict.path("target")),
            stands,
            conflict.path("strategy").asString(""));
  }

  private static String delivery(JsonNode delivery) {
    StringJoiner fields = new StringJoiner(", ", ": ", "").setEmptyValue("");
    delivery.path("fields").forEach(field -> fields.add(field.asString("")));
    String id = delivery.path("external_id").asString("");
    return "-> %s %s%s%s"
        .formatted(
            delivery.path("operation").asString(""),
            delivery.path("connection").asString(""),
            id.isEmpty() ? "" : " " + id,
            fields);
  }

  private static String value(JsonNode value) {
    String text = value.isString() ? value.asString() : value.toString();
    return text.length() > TEXT_SHOWN ? text.substring(0, TEXT_SHOWN) + "..." : text;
  }
}
