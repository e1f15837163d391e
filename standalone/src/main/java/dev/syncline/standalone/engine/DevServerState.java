package dev.syncline.standalone.engine;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.syncline.standalone.directory.DataDirectory;
import dev.syncline.standalone.directory.PrivateFiles;
import dev.syncline.standalone.process.LiveProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What the data directory remembers of the dev server that was started on it. */
record DevServerState(
    long pid, int port, @JsonProperty("ui_port") int uiPort, List<String> command) {
  private static final JsonMapper JSON = JsonMapper.shared();

  static Path database(DataDirectory directory) {
    return directory.temporal().resolve("temporal.db");
  }

  private static Path file(DataDirectory directory) {
    return directory.temporal().resolve("server.json");
  }

  void write(DataDirectory directory) throws IOException {
    PrivateFiles.write(file(directory), JSON.writeValueAsString(this) + "\n");
  }

  static void forget(DataDirectory directory) throws IOException {
    Files.deleteIfExists(file(directory));
  }

  /** The server that a killed process left running on the directory, if it really is that one. */
  static Optional<DevServerState> survivor(DataDirectory directory) {
    try {
      return PrivateFiles.read(file(directory))
          .map(text -> JSON.readValue(text, DevServerState.class))
          .filter(state -> state.alive(directory));
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }

  boolean alive(DataDirectory directory) {
    return process().runs("start-dev", database(directory).toString());
  }

  LiveProcess process() {
    return new LiveProcess(pid);
  }

  /** Ends a left-over server that will not be used. */
  static void stopSurvivor(DataDirectory directory) {
    survivor(directory).ifPresent(state -> DevServerProcess.stop(state.process()));
  }
}
