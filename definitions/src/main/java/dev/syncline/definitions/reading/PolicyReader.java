package dev.syncline.definitions.reading;

import dev.syncline.definitions.BatchSpec;
import dev.syncline.definitions.Cron;
import dev.syncline.definitions.GateSpec;
import dev.syncline.definitions.NotifySpec;
import dev.syncline.definitions.RetrySpec;
import dev.syncline.definitions.ScheduleSpec;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads how a task runs: batch, retry, gates, schedule and notify. */
final class PolicyReader {
  /** The ends of a run that can be told about. */
  static final List<String> ENDS =
      List.of("completed", "completed_with_errors", "failed", "cancelled", "waiting_approval");

  private static final Pattern WEB_ADDRESS =
      Pattern.compile("https?://[^\\s/?#]+\\S*", Pattern.CASE_INSENSITIVE);

  private final Section task;

  PolicyReader(Section task) {
    this.task = task;
  }

  BatchSpec batch() {
    Section batch = task.section("batch", Keys.BATCH);
    if (batch == null) {
      return BatchSpec.ADAPTIVE;
    }
    return new BatchSpec(
        (int) batch.whole("size", 0, 1, 100_000), batch.duration("delay", Duration.ZERO));
  }

  RetrySpec retry() {
    Section retry = task.section("retry", Keys.RETRY);
    RetrySpec standard = RetrySpec.DEFAULT;
    if (retry == null) {
      return standard;
    }
    int attempts = (int) retry.whole("max_attempts", standard.maxAttempts(), 0, 100);
    Duration initial = retry.duration("initial", standard.initial());
    double multiplier = retry.number("multiplier", standard.multiplier(), 1, 100);
    Duration max = retry.duration("max", standard.max());
    double jitter = retry.number("jitter", standard.jitter(), 0, 1);
    if (initial.isZero()) {
      retry.error("initial", "must be longer than nothing");
    }
    if (max.compareTo(initial) < 0) {
      if (retry.has("max")) {
        retry.error("max", "must not be shorter than 'initial'");
      }
      max = initial;
    }
    return new RetrySpec(attempts, initial, multiplier, max, jitter);
  }

  GateSpec gates() {
    GateSpec standard = GateSpec.DEFAULT;
    if (task.item("gates") instanceof Item.Scalar scalar && isOff(scalar)) {
      task.put("gates", JsonNodeFactory.instance.objectNode().put("off", true));
      return off();
    }
    Section gates = task.section("gates", Keys.GATES);
    if (gates == null) {
      return standard;
    }
    OptionalLong changes =
        gates.has("max_changes")
            ? OptionalLong.of(gates.whole("max_changes", 0, 0, Long.MAX_VALUE))
            : OptionalLong.empty();
    OptionalDouble updates = percent(gates, "max_update_percent");
    OptionalDouble shrink = percent(gates, "max_shrink_percent");
    OptionalDouble rewrites = percent(gates, "max_rewrite_percent");
    double deletes = gates.number("max_delete_percent", standard.maxDeletePercent(), 0, 100);
    return new GateSpec(changes, updates, deletes, shrink, rewrites, gates.flag("off", false));
  }

  private static OptionalDouble percent(Section gates, String key) {
    return gates.has(key)
        ? OptionalDouble.of(gates.number(key, 100, 0, 100))
        : OptionalDouble.empty();
  }

  private static boolean isOff(Item.Scalar scalar) {
    return scalar.value().isString()
        ? scalar.value().asString().equals("off")
        : scalar.value().isBoolean() && !scalar.value().asBoolean();
  }

  private static GateSpec off() {
    GateSpec standard = GateSpec.DEFAULT;
    return new GateSpec(
        standard.maxChanges(),
        standard.maxUpdatePercent(),
        standard.maxDeletePercent(),
        standard.maxShrinkPercent(),
        standard.maxRewritePercent(),
        true);
  }

  @Nullable ScheduleSpec schedule() {
    Section schedule = task.section("schedule", Keys.SCHEDULE);
    if (schedule == null) {
      return null;
    }
    String cron = schedule.requiredText("cron");
    if (!cron.isEmpty()) {
      Cron.problem(cron).ifPresent(problem -> schedule.error("cron", problem));
    }
    String zone = timezone(schedule, "timezone");
    String mode = schedule.word("mode", List.of("full", "incremental"), "incremental");
    return new ScheduleSpec(cron, zone, mode, schedule.flag("enabled", true));
  }

  /** The IANA zone under a key, UTC where there is none. */
  static String timezone(Section section, String key) {
    String zone = section.text(key);
    if (zone == null) {
      return "UTC";
    }
    boolean known;
    try {
      known = ZoneId.getAvailableZoneIds().contains(ZoneId.of(zone).getId());
    } catch (DateTimeException e) {
      known = false;
    }
    if (!known) {
      section.error(
          key,
          "'"
              + Shown.of(zone)
              + "' is no time zone; "
              + "write an IANA name such as Europe/Berlin or UTC");
      return "UTC";
    }
    return zone;
  }

  @Nullable NotifySpec notifications() {
    Section notify = task.section("notify", Keys.NOTIFY);
    if (notify == null) {
      return null;
    }
    String webhook = notify.text("webhook");
    List<String> email = notify.texts("email");
    if (webhook == null && email.isEmpty()) {
      notify.error("webhook", "is missing; notify needs a 'webhook' or an 'email'");
    }
    if (webhook != null && !isWebAddress(webhook)) {
      notify.error("webhook", "must be an http or https address");
    }
    email.stream()
        .filter(address -> !address.matches("[^@\\s,;<>]+@[^@\\s,;<>]+"))
        .forEach(
            address -> notify.error("email", "'" + Shown.of(address) + "' is no e-mail address"));
    List<String> on = notify.texts("on");
    on.stream()
        .filter(end -> !ENDS.contains(end))
        .forEach(
            end ->
                notify.error(
                    "on", "'" + Shown.of(end) + "' is unknown; " + Nearest.hint(end, ENDS)));
    return new NotifySpec(
        webhook, email, on.isEmpty() ? List.of("failed", "completed_with_errors") : on);
  }

  /** Whether a text is an http or https address; hosts with underscores or umlauts are hosts. */
  static boolean isWebAddress(String text) {
    return WEB_ADDRESS.matcher(text).matches();
  }
}
