package dev.syncline.e2e.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running {@code ./syncline serve}. */
public final class Server implements AutoCloseable {
  private static final Pattern API = Pattern.compile("(?m)^ +API +(http://\\S+?)/api/v1$");
  private static final Pattern ENGINE =
      Pattern.compile("(?m)^ +engine +.* at (127\\.0\\.0\\.1:\\d+)");
  private static final Duration START = Duration.ofMinutes(5);

  private final Process process;
  private final Path out;
  private final URI url;

  private Server(Process process, Path out, URI url) {
    this.process = process;
    this.out = out;
    this.url = url;
  }

  /** Starts one on a free port and waits until it says that it is ready. */
  public static Server start(DataFolder data, String engine, String... words) {
    return start(data, engine, 0, words);
  }

  public static Server start(DataFolder data, String engine, int port, String... words) {
    return start(data, engine, port, Map.of(), words);
  }

  /** Starts one with variables in its environment. */
  public static Server start(
      DataFolder data, String engine, int port, Map<String, String> environment, String... words) {
    List<String> all = new ArrayList<>(List.of("serve", "--data", data.path()));
    all.addAll(List.of("--port", Integer.toString(port)));
    all.addAll(List.of(words));
    try {
      Path out = Files.createTempFile("syncline-serve", ".out");
      Launcher launcher =
          Launcher.syncline(all.toArray(String[]::new)).with("SYNCLINE_ENGINE", engine);
      environment.forEach(launcher::with);
      Process process = launcher.start(out, out);
      boolean ready = false;
      try {
        Server server = new Server(process, out, awaitReady(process, out));
        ready = true;
        return server;
      } finally {
        if (!ready) {
          Killing.hard(process.toHandle());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI awaitReady(Process process, Path out) throws IOException {
    return Eventually.get(
        START,
        () -> {
          String said = Files.readString(out, StandardCharsets.UTF_8);
          if (!process.isAlive()) {
            throw new AssertionError("serve ended with " + process.exitValue() + ":\n" + said);
          }
          Matcher ready = API.matcher(said);
          return ready.find() ? URI.create(ready.group(1)) : null;
        },
        () -> "serve is not ready");
  }

  public URI url() {
    return url;
  }

  public Api api() {
    return new Api(url);
  }

  /** Where its engine answers. */
  public String engineAddress() {
    Matcher engine = ENGINE.matcher(said());
    if (!engine.find()) {
      throw new AssertionError("serve did not say where its engine is:\n" + said());
    }
    return engine.group(1);
  }

  /** All it has printed. */
  public String said() {
    try {
      return Files.readString(out, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code kill -9}: its PostgreSQL and its Temporal server stay behind. */
  public void kill() {
    Killing.hard(process.toHandle());
  }

  /** As Ctrl-C; answers the exit code. */
  public int stop() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        kill();
        throw new AssertionError("serve does not stop:\n" + said());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
    try {
      Files.deleteIfExists(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
