package dev.syncline.standalone.console;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * Shows how far a run is. On a terminal one line is drawn over and over; elsewhere a line is
 * written now and then, so that logs stay readable.
 */
public final class ProgressBar {
  private static final int WIDTH = 24;
  private static final int QUIET_STEP = 10;
  private static final long QUIET_NANOS = 5_000_000_000L;
  private static final String ERASE_REST = "\u001b[K";

  private final PrintStream err;
  private final boolean live;
  private final LongSupplier nanoTime;
  private final long start;
  private String drawn = "";
  private int lastPercentage = -QUIET_STEP;
  private long lastLine;

  /**
   * A bar for one run, which begins now.
   *
   * @param nanoTime as {@link System#nanoTime}
   */
  public ProgressBar(Terminal terminal, LongSupplier nanoTime) {
    this.err = terminal.err();
    this.live = terminal.live();
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.lastLine = start;
  }

  public void show(RunView run) {
    long now = nanoTime.getAsLong();
    if (live) {
      draw(line(run, now));
    } else if (run.percentage() >= lastPercentage + QUIET_STEP || now - lastLine >= QUIET_NANOS) {
      err.println(line(run, now));
      lastPercentage = run.percentage();
      lastLine = now;
    }
  }

  /** Removes the bar, so that other lines can follow. */
  public void clear() {
    if (!drawn.isEmpty()) {
      err.print("\r" + ERASE_REST);
      err.flush();
      drawn = "";
    }
  }

  private void draw(String line) {
    if (!line.equals(drawn)) {
      err.print("\r" + line + ERASE_REST);
      err.flush();
      drawn = line;
    }
  }

  private String line(RunView run, long now) {
    int filled = Math.min(WIDTH, Math.max(0, run.percentage() * WIDTH / 100));
    String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
    String of = run.total() < 0 ? "" : "/" + Numbers.grouped(run.total());
    return "%s [%s] %3d%% %s %s%s%s"
        .formatted(
            run.task(),
            bar,
            run.percentage(),
            run.phase(),
            Numbers.grouped(run.processed()),
            of,
            rate(run, now));
  }

  private String rate(RunView run, long now) {
    double seconds = (now - start) / 1e9;
    if (seconds < 1 || run.processed() == 0) {
      return "";
    }
    return "  " + Numbers.grouped((long) (run.processed() / seconds)) + " records/s";
  }
}
