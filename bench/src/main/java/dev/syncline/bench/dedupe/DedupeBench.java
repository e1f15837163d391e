package dev.syncline.bench.dedupe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Loads labelled files with {@code syncline run}, reads the pairs back through the id map and
 * prints pairwise precision, recall and F1 of each preset at its default threshold.
 */
public final class DedupeBench {
  private DedupeBench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path work = Path.of(args[2]);
    System.out.println("| data set | preset | rows | precision | recall | F1 | seconds |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (Labelled data : Labelled.in(Path.of(args[1]))) {
      Path folder = Files.createDirectories(work.resolve(data.name()));
      Path file = folder.resolve("sync.yaml");
      Files.writeString(file, data.syncFile());
      long begun = System.nanoTime();
      run(args[0], file, folder.resolve("data"));
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
      try (Served served = Served.start(args[0], folder.resolve("data"))) {
        System.out.println(line(data, served.records("things"), seconds));
      }
    }
  }

  private static void run(String launcher, Path file, Path data)
      throws IOException, InterruptedException {
    Path out = file.resolveSibling("run.out");
    Process process =
        new ProcessBuilder(List.of(launcher, "run", file.toString(), "--data=" + data))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("the run did not complete:\n" + Files.readString(out));
    }
  }

  private static String line(Labelled data, Map<String, String> records, long seconds) {
    Map<Object, Long> found = new HashMap<>();
    Map<Object, Long> real = new HashMap<>();
    Map<Object, Long> both = new HashMap<>();
    data.truth()
        .forEach(
            (row, thing) -> {
              String record = records.getOrDefault(row, row);
              found.merge(record, 1L, Long::sum);
              real.merge(thing, 1L, Long::sum);
              both.merge(List.of(record, thing), 1L, Long::sum);
            });
    double precision = (double) pairs(both) / Math.max(1, pairs(found));
    double recall = (double) pairs(both) / Math.max(1, pairs(real));
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d | %.4f | %.4f | %.4f | %d |",
        data.name(),
        data.preset(),
        records.size(),
        precision,
        recall,
        2 * precision * recall / Math.max(1e-9, precision + recall),
        seconds);
  }

  private static long pairs(Map<Object, Long> sizes) {
    return sizes.values().stream().mapToLong(n -> n * (n - 1) / 2).sum();
  }
}
