package dev.syncline.api.metrics;

import dev.syncline.store.metric.Queues;
import dev.syncline.store.metric.RunTotal;
import dev.syncline.store.metric.RunTotals;
import dev.syncline.store.metric.Waiting;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Reads the numbers from the database whenever they are asked for: they are the same in every
 * process, whichever ended the runs, and survive restarts. A database that does not answer leaves
 * them out.
 */
@Component
class RunMetrics implements MultiCollector {
  private final RunTotals totals;
  private final Queues queues;
  private final ScrapedTenant scraped;
  private final int limit;

  RunMetrics(
      RunTotals totals,
      Queues queues,
      ScrapedTenant scraped,
      ObjectProvider<PrometheusMeterRegistry> registry,
      @Value("${syncline.metrics.max-series:2000}") int limit) {
    this.totals = totals;
    this.queues = queues;
    this.scraped = scraped;
    this.limit = limit;
    registry.ifAvailable(it -> it.getPrometheusRegistry().register(this));
  }

  @Override
  public MetricSnapshots collect() {
    String tenant = scraped.tenant();
    try {
      return snapshots(tenant);
    } catch (DataAccessException | TransactionException e) {
      return new MetricSnapshots();
    }
  }

  private MetricSnapshots snapshots(@Nullable String tenant) {
    List<RunTotal> all = totals.all(tenant, limit);
    return MetricSnapshots.builder()
        .metricSnapshot(runs(all))
        .metricSnapshot(durations(all))
        .metricSnapshot(records(all))
        .metricSnapshot(retries(all))
        .metricSnapshot(delivered(all))
        .metricSnapshot(
            gauge(
                "syncline_runs_open",
                "Runs that are queued, running or waiting for approval",
                "status",
                queues.openRuns(tenant, limit)))
        .metricSnapshot(
            gauge(
                "syncline_outbox_waiting",
                "Records that wait for their delivery",
                "connection",
                queues.outbox(tenant, limit)))
        .metricSnapshot(
            gauge(
                "syncline_failures_open",
                "Quarantined records",
                "task",
                queues.openFailures(tenant, limit)))
        .build();
  }

  private static MetricSnapshot runs(List<RunTotal> all) {
    Counting runs = new Counting("syncline_runs", "Runs that ended, dry runs left out");
    all.forEach(t -> runs.add(full(t), t.runs()));
    return runs.snapshot();
  }

  private static MetricSnapshot durations(List<RunTotal> all) {
    HistogramSnapshot.Builder durations =
        HistogramSnapshot.builder()
            .name("syncline_run_duration_seconds")
            .help("How long runs took that ended");
    all.forEach(
        t ->
            durations.dataPoint(
                HistogramSnapshot.HistogramDataPointSnapshot.builder()
                    .labels(full(t))
                    .classicHistogramBuckets(buckets(t))
                    .sum(t.duration().toMillis() / 1000.0)
                    .build()));
    return durations.build();
  }

  private static ClassicHistogramBuckets buckets(RunTotal t) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    for (int i = 0; i < t.durations().size(); i++) {
      boolean last = i == RunTotals.BUCKETS.size();
      double upTo = last ? Double.POSITIVE_INFINITY : RunTotals.BUCKETS.get(i);
      buckets.bucket(upTo, t.durations().get(i));
    }
    return buckets.build();
  }

  private static MetricSnapshot records(List<RunTotal> all) {
    Counting records = new Counting("syncline_records", "Records of runs that ended, by result");
    for (RunTotal t : all) {
      records.add(result(t, "fetched"), t.records().fetched());
      records.add(result(t, "created"), t.records().created());
      records.add(result(t, "updated"), t.records().updated());
      records.add(result(t, "skipped"), t.records().skipped());
      records.add(result(t, "failed"), t.records().failed());
      records.add(result(t, "deleted"), t.records().deleted());
    }
    return records.snapshot();
  }

  private static MetricSnapshot retries(List<RunTotal> all) {
    Counting retries = new Counting("syncline_retries", "Attempts that runs had to make again");
    all.forEach(t -> retries.add(task(t), t.retries()));
    return retries.snapshot();
  }

  private static MetricSnapshot delivered(List<RunTotal> all) {
    Counting delivered =
        new Counting("syncline_delivered", "Records delivered to other systems, by result");
    for (RunTotal t : all) {
      delivered.add(result(t, "created"), t.delivered().created());
      delivered.add(result(t, "updated"), t.delivered().updated());
      delivered.add(result(t, "unchanged"), t.delivered().unchanged());
      delivered.add(result(t, "deleted"), t.delivered().deleted());
      delivered.add(result(t, "failed"), t.delivered().failed());
    }
    return delivered.snapshot();
  }

  private static GaugeSnapshot gauge(
      String name, String help, String label, List<Waiting> waiting) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    waiting.forEach(
        w ->
            gauge.dataPoint(
                GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("tenant", w.tenant(), label, w.label()))
                    .value(w.count())
                    .build()));
    return gauge.build();
  }

  private static Labels task(RunTotal t) {
    return Labels.of("tenant", t.tenant(), "task", t.task(), "entity", t.entity());
  }

  private static Labels full(RunTotal t) {
    return task(t).merge(Labels.of("trigger", t.trigger(), "status", t.status()));
  }

  private static Labels result(RunTotal t, String result) {
    return task(t).add("result", result);
  }
}
