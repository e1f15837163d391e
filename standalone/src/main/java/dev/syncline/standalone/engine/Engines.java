package dev.syncline.standalone.engine;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.directory.CacheDirectory;
import dev.syncline.standalone.directory.DataDirectory;
import dev.syncline.standalone.lease.DataLease;
import dev.syncline.standalone.process.Detached;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Opens the engine that is wanted, or the best that there is. */
public final class Engines {
  private final CacheDirectory cache;
  private final Map<String, String> environment;

  public Engines(CacheDirectory cache, Map<String, String> environment) {
    this.cache = cache;
    this.environment = environment;
  }

  /**
   * Opens the engine and waits until it answers.
   *
   * @throws SynclineException where the one that was asked for by name cannot be had
   */
  public Engine open(EngineRequest request, DataLease lease) {
    DataDirectory directory = lease.directory();
    return switch (request.choice()) {
      case EXTERNAL -> {
        DevServerState.stopSurvivor(directory);
        yield ExternalEngine.open(request.address(), request.namespace());
      }
      case DEV -> DevServerEngine.open(requireProgram(), directory, environment);
      case IN_PROCESS -> inProcess(directory, "");
      case AUTO ->
          program().map(found -> devServerOr(found, directory)).orElseGet(() -> bare(directory));
    };
  }

  private Engine devServerOr(Path program, DataDirectory directory) {
    try {
      return DevServerEngine.open(program, directory, environment);
    } catch (SynclineException e) {
      if (e.category() == Category.CANCELLED) {
        throw e;
      }
      return inProcess(directory, e.getMessage());
    }
  }

  private Engine bare(DataDirectory directory) {
    return inProcess(
        directory, "no 'temporal' on the PATH; scripts/install-temporal obtains the real server");
  }

  private static Engine inProcess(DataDirectory directory, String note) {
    DevServerState.stopSurvivor(directory);
    return InProcessEngine.open(note);
  }

  /** The server's program: on the PATH, else in the cache. */
  Optional<Path> program() {
    Path cached = cache.temporal();
    return Detached.find("temporal", environment)
        .or(() -> Optional.of(cached).filter(Files::isExecutable));
  }

  private Path requireProgram() {
    return program()
        .orElseThrow(
            () ->
                SynclineException.of(
                    Category.NOT_FOUND,
                    "NO_TEMPORAL_SERVER",
                    "there is no 'temporal' program on the PATH nor at "
                        + cache.temporal()
                        + "; scripts/install-temporal puts one there"));
  }
}
