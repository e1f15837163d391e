package dev.syncline.standalone.engine;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.directory.DataDirectory;
import dev.syncline.standalone.process.Detached;
import dev.syncline.standalone.process.LiveProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts and stops {@code temporal server start-dev}. */
final class DevServerProcess {
  /** Its single shard would look for work 20 times a second at most, 98 ms an activity. */
  private static final List<String> DYNAMIC_CONFIG =
      List.of(
          "history.transferProcessorMaxPollRPS=10000",
          "history.timerProcessorMaxPollRPS=10000",
          "matching.enableFairness=true");

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(8);
  private static final long LARGEST_LOG = 10_000_000;

  private DevServerProcess() {}

  static List<String> command(Path program, DataDirectory directory, int port, int uiPort) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of(program.toString(), "server", "start-dev"));
    words.addAll(List.of("--ip", "127.0.0.1"));
    words.addAll(List.of("--port", Integer.toString(port)));
    words.addAll(List.of("--ui-port", Integer.toString(uiPort)));
    words.addAll(List.of("--db-filename", DevServerState.database(directory).toString()));
    words.addAll(List.of("--log-level", "warn"));
    DYNAMIC_CONFIG.forEach(value -> words.addAll(List.of("--dynamic-config-value", value)));
    return words;
  }

  /** Starts the server and waits until it answers. */
  static DevServerState start(
      List<String> command,
      int port,
      int uiPort,
      DataDirectory directory,
      Map<String, String> environment) {
    Path output = directory.logs().resolve("temporal.log");
    Process process = null;
    long logged = 0;
    try {
      logged = turnOver(output);
      process = spawn(Detached.words(command, environment), output);
      DevServerState state = new DevServerState(process.pid(), port, uiPort, command);
      state.write(directory);
      Readiness.await("127.0.0.1:" + port, "default", START, process::isAlive);
      return state;
    } catch (IOException e) {
      throw failure(command, e.getMessage() == null ? e.toString() : e.getMessage(), e);
    } catch (SynclineException e) {
      boolean ended = process != null && !process.isAlive();
      if (process != null) {
        process.destroyForcibly();
      }
      if (e.category() == Category.CANCELLED) {
        throw e;
      }
      throw failure(command, ended ? lastWords(output, logged) : e.getMessage(), e);
    }
  }

  private static Process spawn(List<String> words, Path output) throws IOException {
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
        .redirectInput(Path.of("/dev/null").toFile())
        .start();
  }

  private static SynclineException failure(List<String> command, String reason, Exception cause) {
    return SynclineException.of(
            Category.UNAVAILABLE,
            "ENGINE_NOT_STARTED",
            "the Temporal server " + command.get(0) + " did not start: " + reason)
        .because(cause);
  }

  /** Keeps the log from growing for ever; answers its length. */
  private static long turnOver(Path output) throws IOException {
    long length = Files.exists(output) ? Files.size(output) : 0;
    if (length < LARGEST_LOG) {
      return length;
    }
    Files.move(
        output,
        output.resolveSibling(output.getFileName() + ".1"),
        StandardCopyOption.REPLACE_EXISTING);
    return 0;
  }

  /** The last line that it wrote since its start. */
  private static String lastWords(Path output, long from) {
    try {
      byte[] all = Files.readAllBytes(output);
      int start = (int) Math.min(from, all.length);
      String said = new String(all, start, all.length - start, StandardCharsets.UTF_8).strip();
      return said.isEmpty() ? "it ended at once" : said.substring(said.lastIndexOf('\n') + 1);
    } catch (IOException e) {
      return "it ended at once";
    }
  }

  /** Asks the server to end, and ends it where it does not. */
  static void stop(LiveProcess process) {
    process.terminate();
    long end = System.nanoTime() + STOP.toNanos();
    try {
      while (process.running() && System.nanoTime() < end) {
        Thread.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (process.running()) {
      process.kill();
    }
  }
}
