package dev.syncline.activities.fetch;

import dev.syncline.activities.fairness.Workbench;
import dev.syncline.activities.run.RunContext;
import dev.syncline.activities.run.RunContexts;
import dev.syncline.activities.run.Systems;
import dev.syncline.connectors.spi.Page;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.RecordSink;
import dev.syncline.connectors.spi.Source;
import dev.syncline.definitions.NamedSourceFields;
import dev.syncline.definitions.NamedSourceFields.Named;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.staging.Staging;
import dev.syncline.store.staging.StagingTables.Kind;
import dev.syncline.store.state.SyncStates;
import dev.syncline.store.window.KnownRows;
import dev.syncline.store.window.WindowOrigin;
import dev.syncline.workflows.sync.Asked;
import dev.syncline.workflows.sync.FetchActivity;
import dev.syncline.workflows.sync.FetchInput;
import dev.syncline.workflows.sync.FetchResult;
import dev.syncline.workflows.sync.Known;
import dev.syncline.workflows.sync.Staged;
import io.temporal.activity.Activity;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
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
  private final KnownRows knownRows;
  private final SyncStates states;

  public SourceReading(
      RunContexts contexts,
      Systems systems,
      Staging staging,
      RetryReading retries,
      KnownRows knownRows,
      SyncStates states,
      Workbench workbench) {
    this.contexts = contexts;
    this.systems = systems;
    this.staging = staging;
    this.retries = retries;
    this.workbench = workbench;
    this.knownRows = knownRows;
    this.states = states;
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
    AtomicReference<Known> known = new AtomicReference<>();
    Asked asked;
    long rows;
    try (Source source = systems.source(context.origin().tenant(), context.task());
        Workbench.Place place = place(context, source)) {
      // Whatever else needs the database is asked before: the COPY holds its connection.
      source.fields().ifPresent(fields -> requireNamed(context, fields));
      Reading reading = reading(context, input, source);
      asked = asked(context, source);
      boolean recognizes = follows(context);
      rows =
          staging.writeRaw(
              table,
              writer ->
                  known.set(
                      context.recognizes()
                          ? recognized(context, recognizes, reading, page, new StagingSink(writer))
                          : unseen(reading, page, new StagingSink(writer))));
    }
    return new FetchResult(
        new Staged(table, rows, epoch),
        page.get().cursor(),
        page.get().done(),
        page.get().total(),
        page.get().fraction(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
        readAt,
        asked,
        known.get());
  }

  private static Known unseen(Reading reading, PageHolder page, RecordSink sink) {
    page.set(reading.into(sink));
    return Known.NONE;
  }

  private Known recognized(
      RunContext context, boolean follows, Reading reading, PageHolder page, StagingSink rows) {
    RowDigests digests = new RowDigests(context);
    if (!follows) {
      return unseen(reading, page, new DigestingSink(digests, rows));
    }
    try (RecognizingSink sink =
        new RecognizingSink(digests, asked -> knownRows.among(context.origin(), asked), rows)) {
      page.set(reading.into(sink));
      sink.finish();
      return sink.found();
    }
  }

  /** Whether the run follows one that came to its end. */
  private boolean follows(RunContext context) {
    WindowOrigin origin = context.origin();
    return context.recognizes()
        && states.find(origin.tenant(), origin.task(), origin.leg()).isPresent();
  }

  /** What waits for another system waits beside the workbench. */
  private Workbench.Place place(RunContext context, Source source) {
    return source.local() ? workbench.take(context.origin().tenant(), 0) : () -> {};
  }

  /** What is not there would be taken for cleared, and cleared in the other systems. */
  private static void requireNamed(RunContext context, Set<String> fields) {
    List<Named> missing =
        NamedSourceFields.of(context.task()).stream().filter(n -> !n.among(fields)).toList();
    if (!missing.isEmpty()) {
      WindowOrigin origin = context.origin();
      throw SynclineException.of(
          Category.INVALID,
          "MISSING_COLUMNS",
          "%s of '%s' has no columns %s; correct the names in the task, or add the columns. It has: %s"
              .formatted(
                  origin.resource().isEmpty() ? "the query" : "'" + origin.resource() + "'",
                  origin.connection(),
                  missing.stream()
                      .map(n -> n.name() + " (" + n.place() + ")")
                      .collect(Collectors.joining(", ")),
                  String.join(", ", new TreeSet<>(fields))));
    }
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
}
