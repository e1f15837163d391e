package dev.syncline.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Stretches of time that may overlap. */
final class Spans {
  /** From one moment to a later one. */
  record Span(Instant from, Instant to) {}

  private Spans() {}

  /** How much time at least one of them covers. */
  static Duration covered(List<Span> spans) {
    Duration covered = Duration.ZERO;
    Instant until = Instant.MIN;
    for (Span span : spans.stream().sorted(Comparator.comparing(Span::from)).toList()) {
      Instant from = span.from().isAfter(until) ? span.from() : until;
      if (span.to().isAfter(from)) {
        covered = covered.plus(Duration.between(from, span.to()));
        until = span.to();
      }
    }
    return covered;
  }
}
