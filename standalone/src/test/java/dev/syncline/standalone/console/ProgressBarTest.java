package dev.syncline.standalone.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong(5 * SECOND);

  @Test
  void onATerminalOneLineIsDrawnOverAndOver() {
    Captured captured = new Captured(true);
    ProgressBar bar = bar(captured);

    bar.show(running(0, 0, "null"));
    now.addAndGet(2 * SECOND);
    bar.show(running(50, 12_000, "24000"));
    bar.clear();

    assertThat(captured.err())
        .isEqualTo(
            "\rpeople [........................]   0% saving 0\u001b[K"
                + "\rpeople [############............]  50% saving 12,000/24,000  6,000 records/s"
                + "\u001b[K"
                + "\r\u001b[K");
    assertThat(captured.out()).isEmpty();
  }

  @Test
  void whatDidNotChangeIsNotDrawnAgain() {
    Captured captured = new Captured(true);
    ProgressBar bar = bar(captured);

    bar.show(running(0, 0, "null"));
    String once = captured.err();
    bar.show(running(0, 0, "null"));

    assertThat(captured.err()).isEqualTo(once);
  }

  @Test
  void elsewhereALineIsWrittenEveryTenPercent() {
    Captured captured = new Captured(false);
    ProgressBar bar = bar(captured);

    for (int percentage = 0; percentage <= 100; percentage++) {
      bar.show(running(percentage, percentage, "100"));
    }
    bar.clear();

    assertThat(captured.errLines()).hasSize(11).noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void elsewhereASlowRunShowsThatItLives() {
    Captured captured = new Captured(false);
    ProgressBar bar = bar(captured);

    bar.show(running(31, 10, "null"));
    bar.show(running(32, 11, "null"));
    now.addAndGet(6 * SECOND);
    bar.show(running(33, 12, "null"));

    assertThat(captured.errLines()).hasSize(2);
    assertThat(captured.errLines().get(1)).contains(" 33% ").contains("2 records/s");
  }

  private ProgressBar bar(Captured captured) {
    return new ProgressBar(captured.terminal(), now::get);
  }

  private static RunView running(int percentage, long processed, String total) {
    return new RunView(RunObjects.running(percentage, processed, total));
  }
}
