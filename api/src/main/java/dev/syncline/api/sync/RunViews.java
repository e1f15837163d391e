package dev.syncline.api.sync;

import dev.syncline.api.sync.RunView.Failed;
import dev.syncline.api.sync.RunView.Item;
import dev.syncline.api.sync.RunView.ProgressView;
import dev.syncline.api.sync.RunView.Results;
import dev.syncline.api.sync.RunView.Warning;
import dev.syncline.api.web.Listing;
import dev.syncline.domain.Counts;
import dev.syncline.domain.DeliveredCounts;
import dev.syncline.domain.DerivedCounts;
import dev.syncline.store.database.Range;
import dev.syncline.store.database.Slice;
import dev.syncline.store.run.RunItem;
import dev.syncline.store.run.RunItems;
import dev.syncline.store.run.RunQueries;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what a run looks like from its row, its children, its items and the engine. */
@Component
public class RunViews {
  private static final int ERRORS = 100;

  private final Runs runs;
  private final RunQueries queries;
  private final RunItems items;
  private final LiveProgress progress;

  RunViews(Runs runs, RunQueries queries, RunItems items, LiveProgress progress) {
    this.runs = runs;
    this.queries = queries;
    this.items = items;
    this.progress = progress;
  }

  public RunView of(RunRow run) {
    return of(run, runs.children(run.tenant(), run.syncId()));
  }

  private RunView of(RunRow run, List<RunRow> children) {
    return children.isEmpty() ? single(run) : parent(run, children);
  }

  private RunView single(RunRow run) {
    return view(
        run, progress.of(run), run.counts(), run.derived(), run.delivered(), List.of(run), null);
  }

  private RunView parent(RunRow run, List<RunRow> children) {
    return view(
        run,
        progress.of(run, children),
        children.stream().map(RunRow::counts).reduce(Counts.ZERO, Counts::plus),
        children.stream().map(RunRow::derived).reduce(DerivedCounts.ZERO, DerivedCounts::plus),
        children.stream()
            .map(RunRow::delivered)
            .reduce(DeliveredCounts.ZERO, DeliveredCounts::plus),
        children,
        children.stream().map(RunRow::syncId).toList());
  }

  private RunView view(
      RunRow run,
      ProgressView progressView,
      Counts counts,
      DerivedCounts derived,
      DeliveredCounts delivered,
      List<RunRow> parts,
      @Nullable List<UUID> children) {
    List<UUID> ids = parts.stream().map(RunRow::syncId).toList();
    return new RunView(
        run.syncId(),
        run.tenant(),
        run.task(),
        run.entity(),
        run.mode().word(),
        run.trigger().word(),
        run.dryRun(),
        run.status().word(),
        run.outcome() == null ? null : run.outcome().word(),
        progressView,
        Results.of(counts),
        derived,
        delivered,
        queries.errors(run.tenant(), ids, ERRORS).stream().map(Failed::of).toList(),
        Warning.of(parts.stream().mapToLong(RunRow::unasked).sum()),
        run.workflowId(),
        run.startedAt(),
        run.completedAt(),
        run.completedAt() == null
            ? null
            : Long.valueOf(Duration.between(run.startedAt(), run.completedAt()).toMillis()),
        PhaseTimes.of(parts),
        parts.stream().mapToInt(RunRow::retries).sum(),
        run.error(),
        run.errorCode(),
        RunView.errorType(run.status(), run.errorCode()),
        run.idempotencyKey(),
        run.parentId(),
        children,
        null);
  }

  /** With a part of the run's single records. */
  RunView withRecords(RunRow run, @Nullable ItemStatus status, Range range) {
    List<RunRow> children = runs.children(run.tenant(), run.syncId());
    String word = status == null ? null : status.name().toLowerCase(Locale.ROOT);
    Slice<RunItem> records = records(children.isEmpty() ? List.of(run) : children, word, range);
    return of(run, children).with(Listing.of(records.map(Item::of), range));
  }

  private Slice<RunItem> records(List<RunRow> parts, @Nullable String status, Range range) {
    List<RunItem> found = new ArrayList<>();
    long total = 0;
    for (RunRow part : parts) {
      Range rest = new Range(range.limit() - found.size(), Math.max(0, range.offset() - total));
      Slice<RunItem> slice = items.of(part, status, rest);
      found.addAll(slice.items());
      total += slice.total();
    }
    return new Slice<>(found, total);
  }
}
