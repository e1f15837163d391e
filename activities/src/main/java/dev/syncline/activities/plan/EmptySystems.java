package dev.syncline.activities.plan;

import dev.syncline.activities.run.RunContext;
import dev.syncline.activities.run.RunContexts;
import dev.syncline.activities.run.Systems;
import dev.syncline.connectors.spi.Page;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.RecordSink;
import dev.syncline.connectors.spi.Source;
import dev.syncline.domain.SyncMode;
import dev.syncline.store.window.Removal;
import dev.syncline.workflows.RunRef;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks, before a complete run, for systems that have no record left where they had some. */
@Component
class EmptySystems {
  private static final long A_LITTLE = 64 * 1024;

  private final RunContexts contexts;
  private final Systems systems;
  private final Removal removal;

  EmptySystems(RunContexts contexts, Systems systems, Removal removal) {
    this.contexts = contexts;
    this.systems = systems;
    this.removal = removal;
  }

  boolean any(RunContext context) {
    RunRef run = new RunRef(context.origin().tenant(), context.origin().syncId());
    return context.mode() == SyncMode.FULL
        && context.complete()
        && contexts.systems(run).stream()
            .anyMatch(system -> removal.extent(system.origin()).all() > 0 && empty(system));
  }

  private boolean empty(RunContext system) {
    Met met = new Met();
    try (Source source = systems.source(system.origin().tenant(), system.task())) {
      Page page = source.read(ReadRequest.from(null, 1, A_LITTLE), met);
      return page.done() && !met.any;
    }
  }

  /** Notes that there is a record, good or bad. */
  private static final class Met implements RecordSink {
    private boolean any;

    @Override
    public void record(byte[] json, int offset, int length, long where) {
      any = true;
    }

    @Override
    public void bad(
        @Nullable String externalId, String payload, String where, String code, String message) {
      any = true;
    }
  }
}
