package dev.syncline.activities.transform;

import dev.syncline.activities.run.RunContext;
import dev.syncline.activities.run.RunContexts;
import dev.syncline.store.staging.RawReader;
import dev.syncline.store.staging.Staging;
import dev.syncline.store.staging.StagingTables;
import dev.syncline.store.staging.StagingTables.Kind;
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
  private final Clock clock;

  public Transforming(RunContexts contexts, Staging staging, Clock clock) {
    this.contexts = contexts;
    this.staging = staging;
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
                      read(raw, window);
                    });
              } else {
                read(raw, window);
              }
            });
    WindowMapping done = Objects.requireNonNull(mapping.get());
    staging.supersede(table, done.superseded());
    return new TransformResult(
        new Staged(table, rows, raw.epoch()),
        done.watermark(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
        done.noticed());
  }

  private void read(Staged raw, WindowMapping window) {
    staging.readRaw(raw.table(), raw.epoch(), raw.rows(), new RawReader(window));
  }
}
