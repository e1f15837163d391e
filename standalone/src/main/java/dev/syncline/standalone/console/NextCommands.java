package dev.syncline.standalone.console;

import dev.syncline.domain.Names;
import tools.jackson.databind.JsonNode;

/**
 * What can be typed next, ready to be copied.
 *
 * @param options those that led to the data, each with a blank before it; or the empty text
 */
public record NextCommands(String options) {

  /** Approving a run that a gate stopped. */
  public String approve(RunView run) {
    return command("approvals approve " + run.syncId(), run.tenant());
  }

  /** Looking at the conflicts of an entity. */
  String conflicts(RunView run) {
    return command("conflicts list --entity " + run.entity(), run.tenant());
  }

  /** Deciding over each field of a conflict. */
  String resolve(JsonNode conflict, String tenant) {
    StringBuilder fields = new StringBuilder();
    for (JsonNode field : conflict.path("fields")) {
      fields.append(' ').append(field.path("field").asString("")).append("=source");
    }
    return command("conflicts resolve " + conflict.path("id").asString("") + fields, tenant);
  }

  /** Going on in a plan after its first items. */
  String plan(String id, String tenant, long offset) {
    return command("plans show " + id + " --offset " + offset, tenant);
  }

  /** Doing what a dry run said; one that overwrites many records has to be meant. */
  public String apply(String id, String tenant, boolean confirm) {
    return command("plans apply " + id + (confirm ? " --confirm" : ""), tenant);
  }

  private String command(String words, String tenant) {
    boolean other = !tenant.isEmpty() && !tenant.equals(Names.DEFAULT_TENANT);
    return "./syncline " + words + (other ? " --tenant " + tenant : "") + options;
  }
}
