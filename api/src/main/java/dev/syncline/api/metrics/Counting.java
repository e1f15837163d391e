package dev.syncline.api.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.LinkedHashMap;
import java.util.Map;

/** A counter that is being put together; what has the same labels is summed. */
final class Counting {
  private final String name;
  private final String help;
  private final Map<Labels, Long> values = new LinkedHashMap<>();

  Counting(String name, String help) {
    this.name = name;
    this.help = help;
  }

  void add(Labels labels, long value) {
    values.merge(labels, value, Long::sum);
  }

  CounterSnapshot snapshot() {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
    values.forEach(
        (labels, value) ->
            counter.dataPoint(
                CounterSnapshot.CounterDataPointSnapshot.builder()
                    .labels(labels)
                    .value(value)
                    .build()));
    return counter.build();
  }
}
