package dev.syncline.activities.transform;

import dev.syncline.activities.run.RunContext;
import dev.syncline.activities.run.RunContexts;
import dev.syncline.store.plan.Plans;
import dev.syncline.store.staging.RawReader;
import dev.syncline.store.staging.Staging;
import dev.syncline.store.staging.StagingTables;
import dev.syncline.store.staging.StagingTables.Kind;
import dev.syncline.store.state.SyncStates;
import dev.syncline.store.window.KnownRows;
import dev.syncline.store.window.KnownRows.Found;
import dev.syncline.store.window.WindowOrigin;
import dev.syncline.workflows.sync.Staged;
import dev.syncline.workflows.sync.TransformActivity;
import dev.syncline.workflows.sync.TransformInput;
import dev.syncline.workflows.sync.TransformResult;
import io.temporal.activity.Activity;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** The {@link TransformActivity}: streams staged rows through the task's mapping. */
@Component
public class Transforming implements TransformActivity {
  private final RunContexts contexts;
  private final Staging staging;
  private final KnownRows known;
  private final Plans plans;
  private final SyncStates states;
  private final Clock clock;

  public Transforming(
      RunContexts contexts,
      Staging staging,
      KnownRows known,
      Plans plans,
      SyncStates states,
      Clock clock) {
    this.contexts = contexts;
    this.staging = staging;
    this.known = known;
    this.plans = plans;
    this.states = states;
    this.clock = clock;
  }

  @Override
  public TransformResult transform(TransformInput input) {
    long begun = System.nanoTime();
    RunContext context = contexts.of(input.window());
    Staged raw = input.raw();
    int attempt = Activity.getExecutionContext().getInfo().getAttempt();
    String table =
        Staging.table(Kind.CANDIDATES, context.origin().syncId(), input.window().window(), attempt);
    Found found = recognized(context, raw, table);
    AtomicReference<WindowMapping> mapping = new AtomicReference<>();
    long rows =
        staging.writeCandidates(
            table,
            writer -> {
              WindowMapping window = new WindowMapping(context, writer, clock, input.asked());
              context.met().begin(input.window().window());
              mapping.set(window);
              if (context.gives()) {
                staging.writeFurther(
                    StagingTables.furtherOf(table),
                    further -> {
                      window.writeFurther(further);
                      read(raw, table, found, window);
                    });
              } else {
                read(raw, table, found, window);
              }
            });
    WindowMapping done = Objects.requireNonNull(mapping.get());
    staging.supersede(table, done.superseded());
    if (found.rows() > 0 && rows > 0) {
      rows += known.meetRepeats(table, StagingTables.knownOf(table));
    }
    return new TransformResult(
        new Staged(table, rows, raw.epoch()),
        done.watermark(found.newest()),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
        done.noticed(),
        found.rows() == 0
            ? null
            : new Staged(StagingTables.knownOf(table), found.rows(), raw.epoch()));
  }

  /**
   * In a run that follows another one. A plan shows every row, and what is merged by it is decided
   * anew when it is applied.
   */
  private Found recognized(RunContext context, Staged raw, String candidates) {
    WindowOrigin origin = context.origin();
    if (!context.recognizes()
        || states.find(origin.tenant(), origin.task(), origin.leg()).isEmpty()
        || plans.find(origin.tenant(), origin.syncId()).isPresent()) {
      return new Found(0, null);
    }
    return known.recognize(origin, raw.table(), StagingTables.knownOf(candidates), raw.epoch());
  }

  private void read(Staged raw, String candidates, Found found, WindowMapping window) {
    RawReader reader = new RawReader(window);
    if (found.rows() == 0) {
      staging.readRaw(raw.table(), raw.epoch(), raw.rows(), reader);
    } else {
      staging.readUnknown(
          raw.table(),
          StagingTables.knownOf(candidates),
          raw.epoch(),
          raw.rows() - found.rows(),
          reader);
    }
  }
}
