package dev.syncline.standalone.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** Plans, and the runs that wait, read for people. */
public final class PlanLines {
  private static final List<String> OPERATIONS =
      List.of("create", "update", "merge", "delete", "conflict", "unchanged", "fail");
  private static final Map<String, String> SIGNS =
      Map.of("create", "+", "update", "~", "merge", "&", "delete", "-", "fail", "!");
  private static final int FIELDS_SHOWN = 6;
  private static final int TEXT_SHOWN = 60;

  private PlanLines() {}

  /** A plan as {@code GET /api/plans/{sync_id}} shows it. */
  public static List<String> plan(JsonNode plan, String tenant, NextCommands next) {
    List<String> lines = new ArrayList<>();
    lines.add("  plan: " + summary(plan.path("summary")));
    String derived = changes(plan.path("derived"));
    if (!derived.isEmpty()) {
      lines.add("  derived: " + derived);
    }
    for (JsonNode reason : plan.path("reasons")) {
      lines.add("  a run that did this would wait for approval: " + reason.asString(""));
    }
    int shown = 0;
    for (JsonNode item : plan.path("items")) {
      lines.add("    " + item(item));
      shown++;
    }
    long to = plan.path("offset").asLong(0) + shown;
    long more = plan.path("total").asLong(0) - to;
    if (more > 0) {
      String id = plan.path("plan_id").asString("");
      lines.add("    ... and " + Numbers.grouped(more) + " more: " + next.plan(id, tenant, to));
    }
    return lines;
  }

  private static String summary(JsonNode summary) {
    StringJoiner parts = new StringJoiner(", ");
    for (String operation : OPERATIONS) {
      parts.add(operation + " " + Numbers.grouped(summary.path(operation).asLong(0)));
    }
    return parts.toString();
  }

  private static String changes(JsonNode summary) {
    StringJoiner parts = new StringJoiner(", ");
    for (String operation : OPERATIONS) {
      long count = summary.path(operation).asLong(0);
      if (count > 0) {
        parts.add(operation + " " + Numbers.grouped(count));
      }
    }
    return parts.toString();
  }

  private static String item(JsonNode item) {
    String operation = item.path("operation").asString("");
    String id = item.path("external_id").asString(record(item));
    String entity = item.path("entity").asString("");
    String what =
        operation.equals("delete")
            ? ""
            : item.path("message").isString()
                ? item.path("message").asString()
                : fields(item.path("fields"), operation.equals("create"));
    return "%s %-8s %-12s %s"
        .formatted(
            SIGNS.getOrDefault(operation, "?"),
            operation,
            entity.isEmpty() ? id : entity + " " + id,
            what)
        .stripTrailing();
  }

  private static String record(JsonNode item) {
    String id = item.path("record_id").asString("");
    return id.isEmpty() ? "(no id)" : "record " + id;
  }

  private static String fields(JsonNode fields, boolean created) {
    StringJoiner parts = new StringJoiner(", ");
    int shown = 0;
    for (JsonNode field : fields) {
      if (shown++ == FIELDS_SHOWN) {
        parts.add("... " + (fields.size() - FIELDS_SHOWN) + " more fields");
        break;
      }
      String change = created ? "" : value(field.path("before")) + " -> ";
      parts.add(field.path("field").asString() + ": " + change + value(field.path("after")));
    }
    return parts.toString();
  }

  private static String value(JsonNode value) {
    String text = value.isString() ? value.asString() : value.toString();
    return text.length() > TEXT_SHOWN ? text.substring(0, TEXT_SHOWN) + "..." : text;
  }

  /** The runs that wait, as {@code GET /api/approvals} lists them. */
  public static List<String> waiting(JsonNode list) {
    List<String> lines = new ArrayList<>();
    for (JsonNode run : list.path("items")) {
      lines.add(
          "%s  %s -> %s  since %s"
              .formatted(
                  run.path("sync_id").asString(""),
                  run.path("task").asString(""),
                  run.path("entity").asString(""),
                  run.path("waiting_since").asString("")));
      run.path("reasons").forEach(reason -> lines.add("  " + reason.asString("")));
      lines.add("  it would: " + summary(run.path("summary")));
    }
    if (lines.isEmpty()) {
      lines.add("nothing waits for a decision");
    }
    return lines;
  }
}
