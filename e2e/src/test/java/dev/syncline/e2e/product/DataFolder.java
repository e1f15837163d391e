package dev.syncline.e2e.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A data directory of a test's own, and the processes that live on it. */
public final class DataFolder implements AutoCloseable {
  private final Path root;

  private DataFolder(Path root) {
    this.root = root;
  }

  public static DataFolder make() {
    try {
      return new DataFolder(Files.createTempDirectory("syncline-e2e"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String path() {
    return root.toString();
  }

  public Path resolve(String name) {
    return root.resolve(name);
  }

  /** Where the embedded database answers, while a process runs on the directory. */
  public String jdbcUrl() {
    return read(root.resolve("postgres.url")).orElseThrow().strip();
  }

  /** The embedded PostgreSQL, where one runs. */
  public Optional<ProcessHandle> postmaster() {
    return under("postgres", "postmaster.pid")
        .flatMap(DataFolder::read)
        .map(text -> Long.parseLong(text.lines().findFirst().orElseThrow().strip()))
        .flatMap(ProcessHandle::of)
        .filter(ProcessHandle::isAlive);
  }

  /** The Temporal dev server, where one runs. */
  public Optional<ProcessHandle> devServer() {
    return read(root.resolve("temporal/server.json"))
        .map(text -> JsonMapper.shared().readTree(text).path("pid").asLong())
        .flatMap(ProcessHandle::of)
        .filter(ProcessHandle::isAlive);
  }

  private Optional<Path> under(String folder, String name) {
    if (!Files.isDirectory(root.resolve(folder))) {
      return Optional.empty();
    }
    try (Stream<Path> found =
        Files.find(root.resolve(folder), 3, (path, about) -> path.endsWith(name))) {
      return found.findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Ends what a killed process left behind, and removes everything. */
  @Override
  public void close() {
    devServer().ifPresent(Killing::hard);
    postmaster().ifPresent(Killing::hard);
    try (Stream<Path> all = Files.walk(root)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // Children of a killed PostgreSQL may still be writing; the temporary folder is not ours.
      root.toFile().deleteOnExit();
    }
  }
}
