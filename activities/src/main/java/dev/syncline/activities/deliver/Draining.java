package dev.syncline.activities.deliver;

import dev.syncline.activities.attempt.Pulse;
import dev.syncline.connectors.spi.Target;
import dev.syncline.definitions.RetrySpec;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.definitions.reading.SyncFileReader;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private final SyncFileReader definitions;
  private final TwoWayTargets twoWay;
  private final ReferencesFirst references;

  public Draining(
      OutboxRows outbox,
      DeliveryResults results,
      Tasks tasks,
      SyncFileReader definitions,
      TwoWayTargets twoWay,
      ReferencesFirst references) {
    this.outbox = outbox;
    this.results = results;
    this.tasks = tasks;
    this.definitions = definitions;
    this.twoWay = twoWay;
    this.references = references;
  }

  @Override
  public DrainResult drain(DeliveryInput input) {
    AtomicBoolean created = new AtomicBoolean();
    while (true) {
      Pulse.check();
      List<OutboxRow> rows = outbox.take(input.tenant(), input.connection(), LARGEST_BATCH);
      if (rows.isEmpty()) {
        // What was held may go now, where something came to be that it may wait for.
        if (created.getAndSet(false) && outbox.release(input.tenant(), input.connection())) {
          continue;
        }
        return new DrainResult(false, Duration.ZERO);
      }
      Duration pause = deliver(input, rows, created);
      if (!pause.isZero()) {
        return new DrainResult(true, pause);
      }
    }
  }

  /** Delivers rows of one task and resource; how long to wait before trying them again, or zero. */
  private Duration deliver(DeliveryInput input, List<OutboxRow> rows, AtomicBoolean created) {
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
    try (Target target =
        twoWay.open(
            input.tenant(), input.connection(), task.get(), delivery.get().request(), rows)) {
      Sending sending = new Sending(input, delivery.get(), target, outbox, results);
      NewestStates newest = new NewestStates(rows);
      List<OutboxRow> again = sending.send(references.ready(input, delivery.get(), newest), newest);
      created.compareAndSet(false, sending.created());
      return again.isEmpty()
          ? Duration.ZERO
          : trouble(input, again, task.get().retry(), sending.lost());
    } catch (SynclineException e) {
      if (e.category() == Category.DATABASE) {
        // Ours, not the system's: what was written may not be noted yet, so nothing is forgotten.
        throw e;
      }
      return trouble(input, rows, task.get().retry(), e);
    }
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
