package dev.syncline.standalone.postgres;

import dev.syncline.standalone.process.LiveProcess;
import java.nio.file.Path;
import java.util.List;

/**
 * Server processes that outlive their killed postmaster. They are known by their working directory,
 * the data folder, which no other program uses as such.
 */
final class Leftovers {
  private Leftovers() {}

  static List<LiveProcess> of(Path dataFolder) {
    return ProcessHandle.allProcesses()
        .map(handle -> new LiveProcess(handle.pid()))
        .filter(process -> process.workingDirectory().filter(dataFolder::equals).isPresent())
        .filter(process -> process.runs("postgres"))
        .toList();
  }
}
