package dev.syncline.e2e.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A running {@code ./syncline worker} on a database and an engine that others have started. */
public final class Worker implements AutoCloseable {
  private final Process process;
  private final Path out;
  private final URI url;

  private Worker(Process process, Path out, URI url) {
    this.process = process;
    this.out = out;
    this.url = url;
  }

  public static Worker start(DataFolder data, String databaseUrl, String temporalAddress) {
    try {
      int port = freePort();
      Path out = Files.createTempFile("syncline-worker", ".out");
      Process process =
          Launcher.syncline("worker", "--data", data.path(), "--port", Integer.toString(port))
              .with("SYNCLINE_DATABASE_URL", databaseUrl)
              .with("TEMPORAL_ADDRESS", temporalAddress)
              .start(out, out);
      Worker worker = new Worker(process, out, URI.create("http://127.0.0.1:" + port));
      boolean ready = false;
      try {
        worker.awaitReady();
        ready = true;
        return worker;
      } finally {
        if (!ready) {
          Killing.hard(process.toHandle());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    Eventually.get(
        Duration.ofMinutes(3),
        () -> {
          String said = Files.readString(out);
          if (!process.isAlive()) {
            throw new AssertionError("worker ended with " + process.exitValue() + ":\n" + said);
          }
          return said.contains("The worker is ready.") ? said : null;
        },
        () -> "the worker is not ready");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Its probes. */
  public Api probes() {
    return new Api(url);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.onExit().join();
      Files.deleteIfExists(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
