package dev.syncline.standalone.console;

import dev.syncline.domain.ErrorType;
import dev.syncline.domain.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** What became of a run, in a few lines. */
public final class RunSummary {
  private static final List<String> SKIPPED_BY =
      List.of("unchanged", "duplicate", "filtered", "held");
  private static final List<String> CHANGES =
      List.of("created", "updated", "unchanged", "deleted", "failed");

  private RunSummary() {}

  /**
   * The lines.
   *
   * @param shown how many of the records that were set aside are listed
   */
  public static List<String> lines(RunView run, int shown, NextCommands next) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(run));
    lines.add(
        "  "
            + (run.status() == RunStatus.WAITING_APPROVAL
                ? "read " + Numbers.grouped(run.read()) + " records, into a plan"
                : results(run)));
    if (run.skippedBy("held") > 0 && !run.dryRun()) {
      lines.add("  held: a person is to decide, " + next.conflicts(run));
    }
    changes(run, "derived", "", lines);
    changes(run, "delivered", " (already so there)", lines);
    if (!run.error().isEmpty()) {
      lines.add("  " + why(run));
    }
    if (run.status() == RunStatus.WAITING_APPROVAL) {
      lines.add("  " + waiting(run, next));
    }
    run.warnings().forEach(warning -> lines.add("  warning: " + warning));
    troubles(run, shown, lines);
    return lines;
  }

  /** Where a connection was not ready, with the word that check and the API have for it. */
  private static String why(RunView run) {
    boolean ready =
        run.errorType().isEmpty() || run.errorType().equals(ErrorType.EXECUTION_ERROR.word());
    return ready ? run.error() : run.errorType() + ": " + run.error();
  }

  /** What a person can do about a run that a gate stopped. */
  public static String waiting(RunView run, NextCommands next) {
    return "a gate stopped it, nothing was written; "
        + next.approve(run)
        + " applies it, reject cancels it";
  }

  private static String headline(RunView run) {
    String verdict = run.status().word().replace('_', ' ');
    String dry = run.dryRun() ? " (dry run, nothing written)" : "";
    String took =
        run.status() == RunStatus.WAITING_APPROVAL
            ? ""
            : " in " + Numbers.seconds(run.durationMillis());
    return "%s -> %s: %s%s%s".formatted(run.task(), run.entity(), verdict, took, dry);
  }

  private static String results(RunView run) {
    StringJoiner why = new StringJoiner(", ", " (", ")").setEmptyValue("");
    for (String reason : SKIPPED_BY) {
      if (run.skippedBy(reason) > 0) {
        why.add(reason + " " + Numbers.grouped(run.skippedBy(reason)));
      }
    }
    String text =
        "fetched %s = created %s + updated %s + skipped %s%s + failed %s"
            .formatted(
                number(run, "fetched"),
                number(run, "created"),
                number(run, "updated"),
                number(run, "skipped"),
                why,
                number(run, "failed"));
    long deleted = run.count("results", "deleted");
    return deleted == 0 ? text : text + "; deleted " + Numbers.grouped(deleted);
  }

  private static String number(RunView run, String name) {
    return Numbers.grouped(run.count("results", name));
  }

  /**
   * @param same what unchanged means in this group, where that does not go without saying
   */
  private static void changes(RunView run, String group, String same, List<String> lines) {
    StringJoiner parts = new StringJoiner(", ", "  " + group + ": ", "").setEmptyValue("");
    for (String name : CHANGES) {
      if (run.count(group, name) > 0) {
        String means = name.equals("unchanged") ? same : "";
        parts.add(name + " " + Numbers.grouped(run.count(group, name)) + means);
      }
    }
    if (parts.length() > 0) {
      lines.add(parts.toString());
    }
  }

  private static void troubles(RunView run, int shown, List<String> lines) {
    // What stopped the run stands above already.
    List<RunView.Trouble> troubles =
        run.troubles().stream()
            .filter(t -> t.ofRecord() || !t.error().equals(run.error()))
            .toList();
    if (troubles.isEmpty()) {
      return;
    }
    lines.add("  set aside, with the reason:");
    for (RunView.Trouble trouble : troubles.subList(0, Math.min(shown, troubles.size()))) {
      lines.add("    %-12s %s".formatted(trouble.id(), trouble.text()));
    }
    long all =
        Math.max(
            troubles.size(), run.count("results", "failed") + run.count("delivered", "failed"));
    long more = all - Math.min(shown, troubles.size());
    if (more > 0) {
      lines.add("    ... and " + Numbers.grouped(more) + " more");
    }
  }
}
