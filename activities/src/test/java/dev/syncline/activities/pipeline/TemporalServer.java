package dev.syncline.activities.pipeline;

import io.temporal.testing.TemporalDevServer;
import io.temporal.testing.TemporalDevServerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The real Temporal server, where scripts/install-temporal has put it. */
final class TemporalServer {
  private TemporalServer() {}

  /** Its program; empty where it was not installed. */
  static Optional<Path> program() {
    String cache = System.getenv("SYNCLINE_CACHE");
    Path folder =
        cache == null
            ? Path.of(System.getProperty("user.home"), ".cache", "syncline")
            : Path.of(cache);
    return Optional.of(folder.resolve("bin").resolve("temporal")).filter(Files::isExecutable);
  }

  /** Starts one that ends with this process; its address. */
  static String start() {
    TemporalDevServer server =
        TemporalDevServer.start(
            TemporalDevServerOptions.newBuilder()
                .setExistingPath(program().orElseThrow().toString())
                .setDownloadEnabled(false)
                .setUi(false)
                .setLogLevel("never")
                // Its single shard looks for work 20 times a second at most, by default.
                .setExtraArgs(
                    "--dynamic-config-value",
                    "history.transferProcessorMaxPollRPS=10000",
                    "--dynamic-config-value",
                    "history.timerProcessorMaxPollRPS=10000",
                    "--dynamic-config-value",
                    "matching.enableFairness=true")
                .build());
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "temporal-server"));
    return server.getTarget();
  }
}
