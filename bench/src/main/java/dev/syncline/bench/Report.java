package dev.syncline.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The measurements as a table for people: medians where there are several of a kind. */
final class Report {
  private static final String LINE = "%-9s  %-12s %11s %11s %7s %9s %9s %10s %7s%n";
  private static final double MEGABYTE = 1024.0 * 1024.0;

  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  void head() {
    out.printf(
        Locale.ROOT,
        LINE,
        "rows",
        "work",
        "floor",
        "syncline",
        "ratio",
        "time",
        "peak heap",
        "kept heap",
        "engine");
    out.printf(Locale.ROOT, LINE, "", "", "rows/s", "rows/s", "", "", "MB", "MB", "share");
  }

  /** All samples are of one size and one kind of work. */
  void line(List<Sample> samples) {
    double rate = Sample.median(samples, Sample::rate);
    double floor = Sample.median(samples, Sample::floorRate);
    out.printf(
        Locale.ROOT,
        LINE,
        "%,d".formatted(samples.get(0).rows()),
        samples.get(0).work().title(),
        "%,.0f".formatted(floor),
        "%,.0f".formatted(rate),
        "%.2f".formatted(rate / floor),
        "%.2f s".formatted(Sample.median(samples, Sample::millis) / 1000),
        "%.0f".formatted(Sample.median(samples, Sample::peakHeap) / MEGABYTE),
        "%.0f".formatted(Sample.median(samples, Sample::retainedHeap) / MEGABYTE),
        "%.0f %%".formatted(100 * Sample.median(samples, Sample::engineShare)));
    out.flush();
  }
}
