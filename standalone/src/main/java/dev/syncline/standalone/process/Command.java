package dev.syncline.standalone.process;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A short-lived program that is run to its end. */
public final class Command {
  /** Its exit code and what it wrote to standard output and error. */
  public record Outcome(int exitCode, String output) {
    public boolean succeeded() {
      return exitCode == 0;
    }
  }

  private static final Duration GRACE = Duration.ofSeconds(5);

  private Command() {}

  /** Runs the program; fails only where it cannot be started, takes too long or is interrupted. */
  public static Outcome run(List<String> words, Map<String, String> environment, Duration limit) {
    // Output goes to a file: a daemon that the program leaves behind would hold a pipe open.
    Path output = null;
    Process process = null;
    try {
      output = Files.createTempFile("syncline", ".out");
      ProcessBuilder builder = new ProcessBuilder(words);
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      builder.redirectInput(Path.of("/dev/null").toFile());
      process = builder.start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw SynclineException.of(
            Category.UNAVAILABLE, words.get(0) + " did not end within " + limit.toSeconds() + " s");
      }
      return new Outcome(process.exitValue(), text(output));
    } catch (IOException e) {
      throw SynclineException.of(
              Category.INTERNAL, words.get(0) + " cannot be started: " + e.getMessage())
          .because(e);
    } catch (InterruptedException e) {
      awaitEnd(process);
      Thread.currentThread().interrupt();
      throw SynclineException.of(Category.CANCELLED, words.get(0) + " was interrupted").because(e);
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
      delete(output);
    }
  }

  /** Cut off in the middle, a program may leave behind what nobody can find yet. */
  private static void awaitEnd(@Nullable Process process) {
    try {
      if (process != null) {
        process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }

  private static String text(Path output) throws IOException {
    return new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
  }

  private static void delete(@Nullable Path output) {
    if (output != null) {
      output.toFile().delete();
    }
  }
}
