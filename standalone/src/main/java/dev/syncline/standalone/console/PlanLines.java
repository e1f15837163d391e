package dev.syncline.standalone.console;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** Plans, and the runs that wait, read for people. */
public final class PlanLines {
  private static final List<String> OPERATIONS =
      List.of("create", "update", "merge", "delete", "conflict", "unchanged", "fail");

  private PlanLines() {}

  /** A plan as {@code GET /api/plans/{sync_id}} shows it. */
  public static List<String> plan(JsonNode plan, String tenant, NextCommands next) {
    List<String> lines = new ArrayList<>();
    lines.add("  plan: " + summary(plan.path("summary")));
    String derived = changes(plan.path("derived"));
    if (!derived.isEmpty()) {
      lines.add("  derived: " + derived);
    }
    writes(plan, lines);
    for (JsonNode reason : plan.path("reasons")) {
      lines.add("  a run that did this would wait for approval: " + reason.asString(""));
    }
    int shown = 0;
    for (JsonNode item : plan.path("items")) {
      lines.addAll(PlanItemLines.of(item, !plan.path("deliveries").isEmpty()));
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

  private static void writes(JsonNode plan, List<String> lines) {
    StringJoiner systems = new StringJoiner("; ", "  writes: ", "").setEmptyValue("");
    for (JsonNode system : plan.path("deliveries")) {
      systems.add(system.path("connection").asString("") + " " + changes(system));
    }
    if (systems.length() > 0) {
      lines.add(systems.toString());
    }
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
