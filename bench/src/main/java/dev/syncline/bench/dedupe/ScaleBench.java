package dev.syncline.bench.dedupe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Loads ever more made-up people with {@code syncline run} and prints how long that takes and how
 * much heap. Before each, the same file is loaded without looking for likeness.
 */
public final class ScaleBench {
  private static final Pattern HEAP = Pattern.compile("(\\d+)M->(\\d+)M\\(\\d+M\\)");

  private ScaleBench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path work = Path.of(args[1]);
    System.out.println(
        "| rows | duplicates | merged | seconds | rows/s | without preset | peak heap | kept heap |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    for (String size : args[2].split(",")) {
      int rows = rows(size);
      Path folder = Files.createDirectories(work.resolve(size));
      int duplicates = Crowd.write(folder.resolve("people.csv"), rows);
      Loaded plain = load(args[0], folder, "none");
      Loaded matched = load(args[0], folder, "person");
      System.out.printf(
          Locale.ROOT,
          "| %d | %d | %d | %.1f | %.0f | %.1f | %d MB | %d MB |%n",
          rows,
          duplicates,
          matched.merged,
          matched.seconds,
          rows / matched.seconds,
          plain.seconds,
          matched.peak,
          matched.kept);
    }
  }

  static int rows(String size) {
    String text = size.toLowerCase(Locale.ROOT);
    int unit = text.endsWith("m") ? 1_000_000 : text.endsWith("k") ? 1_000 : 1;
    return Integer.parseInt(unit == 1 ? text : text.substring(0, text.length() - 1)) * unit;
  }

  /** The seconds are the run's own: no start of the process, no making of the database. */
  private record Loaded(double seconds, long merged, long peak, long kept) {}

  private static Loaded load(String launcher, Path folder, String preset)
      throws IOException, InterruptedException {
    Path at = Files.createDirectories(folder.resolve(preset));
    Path file = at.resolve("sync.yaml");
    Files.writeString(file, syncFile(folder.resolve("people.csv"), preset));
    Path out = at.resolve("run.out");
    Path log = at.resolve("run.log");
    Path gc = at.resolve("gc.log");
    ProcessBuilder run =
        new ProcessBuilder(
                List.of(
                    launcher,
                    "run",
                    file.toString(),
                    "--output=json",
                    "--data=" + at.resolve("data")))
            .redirectError(log.toFile())
            .redirectOutput(out.toFile());
    String more = System.getenv().getOrDefault("SYNCLINE_JAVA_OPTS", "");
    run.environment().put("SYNCLINE_JAVA_OPTS", "-Xlog:gc:file=" + gc + " " + more);
    if (run.start().waitFor() != 0) {
      throw new IOException("the run did not complete:\n" + Files.readString(log));
    }
    JsonNode object = JsonMapper.shared().readTree(Files.readString(out));
    return measured(object, Files.readString(gc));
  }

  private static Loaded measured(JsonNode object, String gc) {
    long peak = 0;
    long kept = 0;
    for (Matcher heap = HEAP.matcher(gc); heap.find(); ) {
      peak = Math.max(peak, Long.parseLong(heap.group(1)));
      kept = Math.max(kept, Long.parseLong(heap.group(2)));
    }
    return new Loaded(
        object.get("duration_ms").asLong() / 1000.0,
        object.at("/results/skipped_by/duplicate").asLong(),
        peak,
        kept);
  }

  private static String syncFile(Path people, String preset) {
    return """
        version: 1
        connections:
          crm: { connector: csv, settings: { path: '%s' } }
        tasks:
          people:
            entity: people
            source: { connection: crm }
            key: id
            fields:
              given_name: given_name
              surname: surname
              street_number: street_number
              address: address
              town: town
              postcode: postcode
              born: born
              phone: phone
            dedupe: { preset: %s }
        """
        .formatted(people.toAbsolutePath().normalize(), preset);
  }
}
