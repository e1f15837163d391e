package dev.syncline.standalone.directory;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything that must survive: the embedded database, the engine's state,
 * keys and logs. Readable by its owner alone.
 */
public record DataDirectory(Path root) {

  /** {@code --data} where given, else {@code $SYNCLINE_DATA}, else the user's own folder. */
  public static DataDirectory choose(@Nullable Path given, Map<String, String> environment) {
    Path root = given;
    if (root == null) {
      String named = environment.getOrDefault("SYNCLINE_DATA", "");
      root =
          named.isBlank()
              ? HomeDirectory.of(environment).resolve(".local/share/syncline")
              : Path.of(named);
    }
    return new DataDirectory(root.toAbsolutePath().normalize());
  }

  /** Makes the folders that are missing; the answer's root has its links resolved. */
  public DataDirectory create() {
    try {
      PrivateFiles.createFolder(root);
      DataDirectory real = new DataDirectory(root.toRealPath());
      for (Path folder : List.of(real.postgres(), real.temporal(), real.keys(), real.logs())) {
        PrivateFiles.createFolder(folder);
      }
      return real;
    } catch (IOException e) {
      throw SynclineException.of(
              Category.INVALID,
              "DATA_DIRECTORY",
              "the data directory "
                  + root
                  + " cannot be written: "
                  + e
                  + "; choose another with --data")
          .because(e);
    }
  }

  public Path postgres() {
    return root.resolve("postgres");
  }

  public Path temporal() {
    return root.resolve("temporal");
  }

  public Path keys() {
    return root.resolve("keys");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path demo() {
    return root.resolve("demo");
  }

  /** Holds the JDBC URL while a process runs on this directory. */
  public Path databaseUrl() {
    return root.resolve("postgres.url");
  }

  public Path ownerLock() {
    return root.resolve("owner.lock");
  }

  public Path ownerFile() {
    return root.resolve("owner.json");
  }
}
