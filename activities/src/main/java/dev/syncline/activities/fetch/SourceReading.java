package dev.syncline.activities.fetch;

import dev.syncline.activities.attempt.Pulse;
import dev.syncline.activities.fairness.Workbench;
import dev.syncline.activities.run.RunContext;
import dev.syncline.activities.run.RunContexts;
import dev.syncline.activities.run.Systems;
import dev.syncline.connectors.spi.Page;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.RecordSink;
import dev.syncline.connectors.spi.Source;
import dev.syncline.store.staging.RawWriter;
import dev.syncline.store.staging.Staging;
import dev.syncline.store.staging.StagingTables.Kind;
import dev.syncline.workflows.sync.Asked;
import dev.syncline.workflows.sync.FetchActivity;
import dev.syncline.workflows.sync.FetchInput;
import dev.syncline.workflows.sync.FetchResult;
import dev.syncline.workflows.sync.Staged;
import io.temporal.activity.Activity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The {@link FetchActivity}: copies what the source gives into staging, as it comes. */
@Component
public class SourceReading implements FetchActivity {
  /** A window of long records ends early, so that its later stages stay small. */
  private static final long MAX_BYTES = 64L * 1024 * 1024;

  private final RunContexts contexts;
  private final Systems systems;
  private final Staging staging;
  private final RetryReading retries;
  private final Workbench workbench;

  public SourceReading(
      RunContexts contexts,
      Systems systems,
      Staging staging,
      RetryReading retries,
      Workbench workbench) {
    this.contexts = contexts;
    this.systems = systems;
    this.staging = staging;
    this.retries = retries;
    this.workbench = workbench;
  }

  @Override
  public FetchResult fetch(FetchInput input) {
    long begun = System.nanoTime();
    RunContext context = contexts.of(input.window());
    UUID epoch = staging.epoch();
    Instant readAt = context.twoWay() ? staging.now() : null;
    int attempt = Activity.getExecutionContext().getInfo().getAttempt();
    String table =
        Staging.table(Kind.RAW, context.origin().syncId(), input.window().window(), attempt);
    PageHolder page = new PageHolder();
    RowDigests digests = context.recognizes() ? new RowDigests(context) : null;
    Asked asked;
    long rows;
    try (Source source = systems.source(context.origin().tenant(), context.task());
        Workbench.Place place = place(context, source)) {
      // Whatever else needs the database is asked before: the COPY holds its connection.
      Reading reading = reading(context, input, source);
      asked = asked(context, source);
      rows =
          staging.writeRaw(
              table, writer -> page.set(reading.into(new StagingSink(writer, digests))));
    }
    return new FetchResult(
        new Staged(table, rows, epoch),
        page.get().cursor(),
        page.get().done(),
        page.get().total(),
        page.get().fraction(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
        readAt,
        asked);
  }

  /** What waits for another system waits beside the workbench. */
  private Workbench.Place place(RunContext context, Source source) {
    return source.local() ? workbench.take(context.origin().tenant(), 0) : () -> {};
  }

  /** A read that is ready to go. */
  @FunctionalInterface
  interface Reading {
    Page into(RecordSink sink);
  }

  private Reading reading(RunContext context, FetchInput input, Source source) {
    if (!context.request().failures().isEmpty()) {
      return retries.reading(context, source);
    }
    List<String> ids = context.ids();
    if (context.named() && ids.isEmpty()) {
      return sink -> Page.last(null);
    }
    if (!ids.isEmpty() && source.canGet()) {
      return sink -> {
        source.get(ids, sink);
        return Page.last(null);
      };
    }
    ReadRequest request =
        new ReadRequest(
            input.cursor(),
            input.maxRecords(),
            MAX_BYTES,
            context.asksSince(),
            context.asksUntil(),
            ids,
            context.asksStatuses());
    return sink -> source.read(request, sink);
  }

  private static Asked asked(RunContext context, Source source) {
    if (!context.request().failures().isEmpty()) {
      return Asked.ALL;
    }
    if (context.named() && source.canGet()) {
      return new Asked(null, true, null, List.of());
    }
    return new Asked(
        source.asksSince() ? context.asksSince() : null,
        false,
        source.asksUntil() ? context.asksUntil() : null,
        source.asksStatus(context.asksStatuses()) ? context.asksStatuses() : List.of());
  }

  private static final class PageHolder {
    private Page page = Page.last(null);

    void set(Page read) {
      page = read;
    }

    Page get() {
      return page;
    }
  }

  /** Hands records to staging and asks now and then whether to go on. */
  static final class StagingSink implements RecordSink {
    private static final int CHECK_EVERY = 256;

    private final RawWriter writer;
    private final @Nullable RowDigests digests;

    /**
     * @param digests null where no row is to be known again
     */
    StagingSink(RawWriter writer, @Nullable RowDigests digests) {
      this.writer = writer;
      this.digests = digests;
    }

    @Override
    public void record(byte[] json, int offset, int length, long where) {
      writer.record(
          json,
          offset,
          length,
          where > 0 ? "line " + where : null,
          digests == null ? null : digests.of(json, offset, length));
      check();
    }

    @Override
    public void bad(
        @Nullable String externalId, String payload, String where, String code, String message) {
      writer.bad(externalId, payload, where, code, message);
      check();
    }

    private void check() {
      if (writer.rows() % CHECK_EVERY == 0) {
        Pulse.check();
      }
    }
  }
}
