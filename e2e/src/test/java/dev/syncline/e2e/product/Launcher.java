package dev.syncline.e2e.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The script {@code ./syncline} with nothing of this machine's settings around it. */
public final class Launcher {
  private static final List<String> OURS =
      List.of(
          "SYNCLINE_DATA",
          "SYNCLINE_DATABASE_URL",
          "SYNCLINE_ENGINE",
          "SYNCLINE_JAVA_OPTS",
          "TEMPORAL_ADDRESS",
          "TEMPORAL_NAMESPACE");

  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<String> words = new ArrayList<>();

  private Launcher(String... words) {
    this.words.addAll(List.of(words));
  }

  public static Launcher syncline(String... words) {
    return new Launcher(words);
  }

  public Launcher with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** How a command ended and what it said. */
  public record Ended(int exit, String out, String err) {
    public List<String> lines() {
      return out.lines().toList();
    }
  }

  /** Runs it to its end, without a terminal. */
  public Ended run() {
    try {
      Path out = Files.createTempFile("syncline", ".out");
      Path err = Files.createTempFile("syncline", ".err");
      Process process = start(out, err);
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(words + " did not end:\n" + Files.readString(err));
      }
      Ended ended =
          new Ended(
              process.exitValue(),
              Files.readString(out, StandardCharsets.UTF_8),
              Files.readString(err, StandardCharsets.UTF_8));
      Files.delete(out);
      Files.delete(err);
      return ended;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Starts it; the script becomes the Java process, so that its id is the one to kill. */
  Process start(Path out, Path err) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Checkout.file("syncline").toString());
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command);
    OURS.forEach(builder.environment()::remove);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()));
    builder.redirectError(ProcessBuilder.Redirect.appendTo(err.toFile())); // may be the same file
    return builder.start();
  }
}
