package dev.syncline.activities.deliver;

import dev.syncline.activities.attempt.Pulse;
import dev.syncline.activities.run.Systems;
import dev.syncline.connectors.spi.Target;
import dev.syncline.connectors.spi.WriteCommand;
import dev.syncline.connectors.spi.WriteOutcome;
import dev.syncline.definitions.RetrySpec;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.definitions.reading.SyncFileReader;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.delivery.Delivered;
import dev.syncline.store.delivery.DeliveryResults;
import dev.syncline.store.delivery.DeliveryResults.Refusal;
import dev.syncline.store.delivery.OutboxRow;
import dev.syncline.store.delivery.OutboxRows;
import dev.syncline.store.task.Tasks;
import dev.syncline.workflows.RetryPolicy;
import dev.syncline.workflows.delivery.DeliveryInput;
import dev.syncline.workflows.delivery.DrainActivity;
import dev.syncline.workflows.delivery.DrainResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The {@link DrainActivity}: batch by batch, until nothing is due or the system asks for time. */
@Component
public class Draining implements DrainActivity {
  private static final Logger log = LoggerFactory.getLogger(Draining.class);
  private static final int LARGEST_BATCH = 5_000;

  private final OutboxRows outbox;
  private final DeliveryResults results;
  private final Tasks tasks;
  private final Systems systems;
  private final SyncFileReader definitions;
  private final TwoWayTargets twoWay;

  public Draining(
      OutboxRows outbox,
      DeliveryResults results,
      Tasks tasks,
      Systems systems,
      SyncFileReader definitions,
      TwoWayTargets twoWay) {
    this.outbox = outbox;
    this.results = results;
    this.tasks = tasks;
    this.systems = systems;
    this.definitions = definitions;
    this.twoWay = twoWay;
  }

  @Override
  public DrainResult drain(DeliveryInput input) {
    while (true) {
      Pulse.check();
      List<OutboxRow> rows = outbox.take(input.tenant(), input.connection(), LARGEST_BATCH);
      if (rows.isEmpty()) {
        return new DrainResult(false, Duration.ZERO);
      }
      Duration pause = deliver(input, rows);
      if (!pause.isZero()) {
        return new DrainResult(true, pause);
      }
    }
  }

  /** Delivers rows of one task and resource; how long to wait before trying them again, or zero. */
  private Duration deliver(DeliveryInput input, List<OutboxRow> rows) {
    OutboxRow first = rows.get(0);
    Optional<TaskSpec> task =
        tasks
            .find(input.tenant(), first.task())
            .map(stored -> definitions.fromDefinition(stored.name(), stored.definition()));
    Optional<Delivery> delivery =
        task.flatMap(t -> Delivery.of(t, input.connection(), first.resource()));
    if (delivery.isEmpty()) {
      refuse(input, rows, "NOT_FOUND", "the task no longer delivers there", false);
      return Duration.ZERO;
    }
    try (Target target = open(input, rows, task.get(), delivery.get())) {
      write(input, rows, delivery.get(), target);
      return Duration.ZERO;
    } catch (SynclineException e) {
      return trouble(input, rows, task.get().retry(), e);
    }
  }

  private Target open(
      DeliveryInput input, List<OutboxRow> rows, TaskSpec task, Delivery delivery) {
    Target system = systems.target(input.tenant(), input.connection(), delivery.request());
    return twoWay.guard(system, input.tenant(), input.connection(), task, rows);
  }

  private void write(DeliveryInput input, List<OutboxRow> rows, Delivery delivery, Target target) {
    NewestStates newest = new NewestStates(rows);
    List<OutboxRow> sent = newest.toSend();
    int size = Math.max(1, target.batchSize());
    for (int from = 0; from < sent.size(); from += size) {
      Pulse.check();
      List<OutboxRow> batch = sent.subList(from, Math.min(sent.size(), from + size));
      List<WriteCommand> commands = batch.stream().map(delivery::command).toList();
      note(input, batch, commands, target.write(commands), delivery, newest);
    }
  }

  private void note(
      DeliveryInput input,
      List<OutboxRow> batch,
      List<WriteCommand> commands,
      List<WriteOutcome> outcomes,
      Delivery delivery,
      NewestStates newest) {
    List<Delivered> delivered = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      OutboxRow row = batch.get(i);
      WriteOutcome outcome = outcomes.get(i);
      if (outcome instanceof WriteOutcome.Written written) {
        delivered.add(delivery.delivered(row, commands.get(i), written));
        for (OutboxRow older : newest.olderThan(row)) {
          delivered.add(delivery.overtaken(older, commands.get(i), written));
        }
      } else {
        Refusal refusal = refusal(row, outcome);
        refused.add(refusal);
        newest
            .olderThan(row)
            .forEach(
                older ->
                    refused.add(
                        new Refusal(
                            older, refusal.code(), refusal.message(), refusal.recoverable())));
      }
    }
    results.delivered(input.tenant(), input.connection(), delivered);
    results.refused(input.tenant(), input.connection(), refused);
  }

  private static Refusal refusal(OutboxRow row, WriteOutcome outcome) {
    if (outcome instanceof WriteOutcome.Refused refused) {
      return new Refusal(row, refused.code(), refused.message(), refused.recoverable());
    } else if (outcome instanceof WriteOutcome.Stale stale) {
      return new Refusal(row, "STALE", stale.message(), true);
    } else if (outcome instanceof WriteOutcome.Unknown unknown) {
      return new Refusal(row, "UNKNOWN", unknown.message(), false);
    }
    throw new IllegalStateException("a written row is no refusal");
  }

  private Duration trouble(
      DeliveryInput input, List<OutboxRow> rows, RetrySpec retry, SynclineException e) {
    int failures = rows.get(0).attempt() + 1;
    if (!e.category().retryable() || failures > retry.maxAttempts()) {
      refuse(input, rows, e.code(), e.getMessage(), e.category().retryable());
      return Duration.ZERO;
    }
    log.info("delivery to {} waits: {}", input.connection(), e.getMessage());
    results.attempted(input.tenant(), rows);
    Duration pause =
        new RetryPolicy(
                retry.maxAttempts(),
                retry.initial(),
                retry.multiplier(),
                retry.max(),
                retry.jitter())
            .pause(failures, ThreadLocalRandom.current().nextDouble());
    Duration asked = e.retryAfter().orElse(Duration.ZERO);
    return asked.compareTo(pause) > 0 ? asked : pause;
  }

  private void refuse(
      DeliveryInput input, List<OutboxRow> rows, String code, String message, boolean later) {
    results.refused(
        input.tenant(),
        input.connection(),
        rows.stream().map(row -> new Refusal(row, code, message, later)).toList());
  }
}
