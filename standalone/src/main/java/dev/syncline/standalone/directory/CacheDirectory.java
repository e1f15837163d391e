package dev.syncline.standalone.directory;

import java.nio.file.Path;
import java.util.Map;

/**
 * The folder for what can be obtained again: unpacked PostgreSQL binaries, the Temporal server. It
 * lies outside the temporary folder, whose cleaners would take files from under a running server.
 */
public record CacheDirectory(Path root) {

  /** {@code $SYNCLINE_CACHE}, else {@code ~/.cache/syncline}. */
  public static CacheDirectory choose(Map<String, String> environment) {
    String named = environment.getOrDefault("SYNCLINE_CACHE", "");
    Path root =
        named.isBlank() ? HomeDirectory.of(environment).resolve(".cache/syncline") : Path.of(named);
    return new CacheDirectory(root.toAbsolutePath().normalize());
  }

  /** Where {@code scripts/install-temporal} puts the server. */
  public Path temporal() {
    return root.resolve("bin").resolve("temporal");
  }
}
