package dev.syncline.standalone.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process known by its id alone, which somebody else may have started. A zombie counts as dead:
 * where nobody collects orphans (many containers), the id of a killed one stays taken for ever.
 */
public record LiveProcess(long pid) {

  public boolean running() {
    Path stat = proc("stat");
    if (!Files.exists(stat)) {
      return !Files.isDirectory(Path.of("/proc/self"))
          && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
    try {
      String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
      char state = line.charAt(line.lastIndexOf(')') + 2);
      return state != 'Z' && state != 'X';
    } catch (IOException e) {
      return false; // it ended while we looked
    }
  }

  /** Whether it runs and its command line names all of these; what it shows is all that counts. */
  public boolean runs(String... words) {
    if (!running()) {
      return false;
    }
    String line = commandLine();
    for (String word : words) {
      if (!line.contains(word)) {
        return false;
      }
    }
    return true;
  }

  private String commandLine() {
    Path file = proc("cmdline");
    if (Files.isReadable(file)) {
      try {
        return Files.readString(file, StandardCharsets.UTF_8).replace('\0', ' ');
      } catch (IOException e) {
        return "";
      }
    }
    return ProcessHandle.of(pid).flatMap(handle -> handle.info().commandLine()).orElse("");
  }

  /** Its working directory, where the system tells. */
  public Optional<Path> workingDirectory() {
    try {
      return Optional.of(Files.readSymbolicLink(proc("cwd")));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /** Asks it to end. */
  public void terminate() {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
  }

  /** Ends it at once. */
  public void kill() {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  private Path proc(String name) {
    return Path.of("/proc", Long.toString(pid), name);
  }
}
