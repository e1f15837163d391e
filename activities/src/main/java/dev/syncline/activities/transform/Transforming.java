package dev.syncline.activities.transform;

import dev.syncline.activities.run.RunContext;
import dev.syncline.activities.run.RunContexts;
import dev.syncline.store.staging.RawReader;
import dev.syncline.store.staging.Staging;
import dev.syncline.store.staging.StagingTables;
import dev.syncline.store.staging.StagingTables.Kind;
import dev.syncline.store.window.KnownRows;
import dev.syncline.workflows.sync.Known;
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
  private final Clock clock;

  public Transforming(RunContexts contexts, Staging staging, KnownRows known, Clock clock) {
    this.contexts = contexts;
    this.staging = staging;
    this.known = known;
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
    Known found = input.known() == null ? Known.NONE : input.known();
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
                      read(raw, found, window);
                    });
              } else {
                read(raw, found, window);
              }
            });
    WindowMapping done = Objects.requireNonNull(mapping.get());
    staging.supersede(table, done.superseded());
    if (found.rows() > 0 && rows > 0) {
      rows += known.meetRepeats(table, raw.table());
    }
    return new TransformResult(
        new Staged(table, rows, raw.epoch()),
        done.watermark(found.newest()),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
        done.noticed());
  }

  private void read(Staged raw, Known found, WindowMapping window) {
    RawReader reader = new RawReader(window);
    if (found.rows() == 0) {
      staging.readRaw(raw.table(), raw.epoch(), raw.rows(), reader);
    } else {
      staging.readUnknown(raw.table(), raw.epoch(), raw.rows() - found.rows(), reader);
    }
  }
}
