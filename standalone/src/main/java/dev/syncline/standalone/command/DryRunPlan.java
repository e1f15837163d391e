package dev.syncline.standalone.command;

import dev.syncline.standalone.console.NextCommands;
import dev.syncline.standalone.console.PlannedChanges;
import dev.syncline.standalone.console.RunView;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** A dry run that came to its end, and the first part of its plan. */
record DryRunPlan(RunView run, ObjectNode plan) {

  /**
   * How to do what was planned. The plans of a flow are applied together, where all of them are
   * there; else each by itself.
   *
   * @param asked how many runs there were
   */
  static List<String> next(List<DryRunPlan> plans, int asked, String tenant, NextCommands next) {
    Optional<UUID> parent = plans.stream().findFirst().flatMap(p -> p.run().parent());
    if (parent.isPresent() && plans.size() == asked) {
      return PlannedChanges.of(plans.stream().map(DryRunPlan::plan).toList())
          .next(parent.get().toString(), tenant, next)
          .stream()
          .toList();
    }
    return plans.stream()
        .flatMap(
            p -> PlannedChanges.of(List.of(p.plan())).next(p.run().syncId(), tenant, next).stream())
        .toList();
  }
}
