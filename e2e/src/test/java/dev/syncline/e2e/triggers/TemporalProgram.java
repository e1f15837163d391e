package dev.syncline.e2e.triggers;

import dev.syncline.e2e.product.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The {@code temporal} command, as somebody would use it on the dev server of a data directory. */
final class TemporalProgram {
  private final Path program;
  private final int port;

  private TemporalProgram(Path program, int port) {
    this.program = program;
    this.port = port;
  }

  static TemporalProgram of(DataFolder data) {
    try {
      String state = Files.readString(data.resolve("temporal/server.json"));
      int port = JsonMapper.shared().readTree(state).path("port").asInt();
      String cache =
          Optional.ofNullable(System.getenv("SYNCLINE_CACHE"))
              .orElse(System.getProperty("user.home") + "/.cache/syncline");
      String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
      return Stream.concat(Stream.of(cache + "/bin"), Stream.of(path.split(":")))
          .map(folder -> Path.of(folder, "temporal"))
          .filter(Files::isExecutable)
          .findFirst()
          .map(program -> new TemporalProgram(program, port))
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it says, errors too. */
  String run(String... words) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(words));
    command.addAll(List.of("--address", "127.0.0.1:" + port));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
