package dev.syncline.activities.deliver;

import dev.syncline.activities.attempt.Pulse;
import dev.syncline.connectors.spi.Target;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.definitions.reading.SyncFileReader;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.delivery.DeliveryResults;
import dev.syncline.store.delivery.DeliveryResults.Refusal;
import dev.syncline.store.delivery.OutboxRow;
import dev.syncline.store.delivery.OutboxRows;
import dev.syncline.store.task.Tasks;
import dev.syncline.store.window.Statistics;
import dev.syncline.workflows.delivery.DeliveryInput;
import dev.syncline.workflows.delivery.DrainActivity;
import dev.syncline.workflows.delivery.DrainResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/** The {@link DrainActivity}: batch by batch, until nothing is due or the system asks for time. */
@Component
public class Draining implements DrainActivity {
  private static final int LARGEST_BATCH = 5_000;

  private final OutboxRows outbox;
  private final DeliveryResults results;
  private final Tasks tasks;
  private final SyncFileReader definitions;
  private final TwoWayTargets twoWay;
  private final ReferencesFirst references;
  private final ReferenceCycles circles;
  private final Statistics statistics;

  public Draining(
      OutboxRows outbox,
      DeliveryResults results,
      Tasks tasks,
      SyncFileReader definitions,
      TwoWayTargets twoWay,
      ReferencesFirst references,
      ReferenceCycles circles,
      Statistics statistics) {
    this.outbox = outbox;
    this.results = results;
    this.tasks = tasks;
    this.definitions = definitions;
    this.twoWay = twoWay;
    this.references = references;
    this.circles = circles;
    this.statistics = statistics;
  }

  @Override
  public DrainResult drain(DeliveryInput input) {
    AtomicBoolean created = new AtomicBoolean();
    boolean delivered = false;
    while (true) {
      Pulse.check();
      List<OutboxRow> rows = outbox.take(input.tenant(), input.connection(), LARGEST_BATCH);
      if (rows.isEmpty()) {
        // What was held may go now, where something came to be that it may wait for.
        if (created.getAndSet(false) && outbox.release(input.tenant(), input.connection())) {
          continue;
        }
        if (circles.loosen(input)) {
          continue;
        }
        outbox.rest(input.tenant(), input.connection());
        if (delivered) {
          statistics.refreshIfManyAreNew();
        }
        return new DrainResult(false, Duration.ZERO);
      }
      delivered = true;
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
    NewestStates newest = new NewestStates(rows);
    NextAttempt next = new NextAttempt(input, task.get().retry(), results);
    try (Target target =
        twoWay.open(
            input.tenant(), input.connection(), task.get(), delivery.get().request(), rows)) {
      Sending sending = new Sending(input, delivery.get(), target, outbox, results);
      List<Unsent> unsent = sending.send(references.ready(input, delivery.get(), newest), newest);
      created.compareAndSet(false, sending.created());
      return next.after(unsent, newest, sending.progress());
    } catch (SynclineException e) {
      if (e.category() == Category.DATABASE || e.category() == Category.CANCELLED) {
        // Ours, not the system's: what was written may not be noted yet, so nothing is forgotten.
        throw e;
      }
      List<Unsent> all = newest.toSend().stream().map(row -> new Unsent(row, e, true)).toList();
      return next.after(all, newest, false);
    }
  }

  private void refuse(
      DeliveryInput input, List<OutboxRow> rows, String code, String message, boolean later) {
    results.refused(
        input.tenant(),
        input.connection(),
        rows.stream().map(row -> new Refusal(row, code, message, later)).toList());
  }
}
