package dev.syncline.standalone.postgres;

import dev.syncline.standalone.process.LiveProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a running server writes into its data folder ({@code postmaster.pid}): line 1 its process
 * id, line 4 its port. The file outlives a server that was killed.
 */
record PostmasterFile(LiveProcess process, int port) {

  static Path in(Path dataFolder) {
    return dataFolder.resolve("postmaster.pid");
  }

  /** The file's content; nothing where it is missing, still being written or damaged. */
  static Optional<PostmasterFile> read(Path dataFolder) {
    try {
      List<String> lines = Files.readAllLines(in(dataFolder), StandardCharsets.ISO_8859_1);
      if (lines.size() < 4) {
        return Optional.empty();
      }
      long pid = Long.parseLong(lines.get(0).strip());
      return Optional.of(
          new PostmasterFile(new LiveProcess(pid), Integer.parseInt(lines.get(3).strip())));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether that server still runs on that folder. PostgreSQL itself asks only whether the process
   * id is taken, which after a restart of the machine it often is, by somebody else.
   */
  boolean alive(Path dataFolder) {
    return process.runs("postgres", dataFolder.toString());
  }
}
