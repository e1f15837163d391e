package dev.syncline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpansTest {
  private static Spans.Span span(int from, int to) {
    return new Spans.Span(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to));
  }

  @Test
  void timeThatSeveralCoverCountsOnce() {
    assertThat(Spans.covered(List.of(span(5, 9), span(0, 4), span(2, 6), span(3, 4))))
        .isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void gapsDoNotCount() {
    assertThat(Spans.covered(List.of(span(0, 1), span(10, 12)))).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void nothingCoversNothing() {
    assertThat(Spans.covered(List.of())).isEqualTo(Duration.ZERO);
  }
}
