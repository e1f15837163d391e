package dev.syncline.standalone.engine;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.directory.DataDirectory;
import dev.syncline.standalone.directory.KeptPort;
import dev.syncline.standalone.process.Supervisor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The real Temporal server as a child process, with its state in the data directory. */
public final class DevServerEngine implements Engine {
  private final DataDirectory directory;
  private final Supervisor supervisor;
  private volatile DevServerState state;

  private DevServerEngine(
      DevServerState first, DataDirectory directory, Map<String, String> environment) {
    this.directory = directory;
    this.state = first;
    this.supervisor =
        Supervisor.watch(
            "the Temporal server",
            () -> state.alive(directory),
            () ->
                state =
                    DevServerProcess.start(
                        state.command(), state.port(), state.uiPort(), directory, environment));
  }

  /** Finds the server that a killed process left behind, or starts one on the same ports. */
  static DevServerEngine open(
      Path program, DataDirectory directory, Map<String, String> environment) {
    try {
      Optional<DevServerState> survivor = DevServerState.survivor(directory);
      if (survivor.filter(state -> usable(state, program, directory)).isPresent()) {
        return new DevServerEngine(survivor.get(), directory, environment);
      }
      DevServerState.stopSurvivor(directory);
      int port = new KeptPort(directory.temporal().resolve("port")).choose();
      int uiPort = new KeptPort(directory.temporal().resolve("ui-port")).choose();
      List<String> command = DevServerProcess.command(program, directory, port, uiPort);
      return new DevServerEngine(
          DevServerProcess.start(command, port, uiPort, directory, environment),
          directory,
          environment);
    } catch (IOException e) {
      throw SynclineException.of(
              Category.NOT_CONFIGURED,
              "DATA_DIRECTORY",
              "the Temporal server cannot use " + directory.temporal() + ": " + e)
          .because(e);
    }
  }

  /** Started as we would start it now, and answering. */
  private static boolean usable(DevServerState state, Path program, DataDirectory directory) {
    return state
            .command()
            .equals(DevServerProcess.command(program, directory, state.port(), state.uiPort()))
        && Readiness.now("127.0.0.1:" + state.port(), "default");
  }

  @Override
  public String address() {
    return "127.0.0.1:" + state.port();
  }

  @Override
  public String namespace() {
    return "default";
  }

  @Override
  public Optional<URI> webUi() {
    return Optional.of(URI.create("http://127.0.0.1:" + state.uiPort()));
  }

  @Override
  public EngineKind kind() {
    return EngineKind.DEV_SERVER;
  }

  @Override
  public String description() {
    return "Temporal dev server at "
        + address()
        + ", state in "
        + DevServerState.database(directory);
  }

  /** The server's process id; it changes when the server had to be started again. */
  long pid() {
    return state.pid();
  }

  @Override
  public void close() {
    supervisor.close();
    DevServerProcess.stop(state.process());
    try {
      DevServerState.forget(directory);
    } catch (IOException e) {
      throw SynclineException.of(
              Category.INTERNAL, "a file in " + directory.temporal() + " cannot be removed: " + e)
          .because(e);
    }
  }
}
