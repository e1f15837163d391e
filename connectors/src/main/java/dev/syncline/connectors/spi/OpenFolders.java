package dev.syncline.connectors.spi;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folders that the files of a connection must lie in. Asked whenever a file or folder is
 * opened, since links may lead elsewhere by then than when the connection was made.
 *
 * @param folders none for files anywhere
 */
public record OpenFolders(List<Path> folders) {
  public static final OpenFolders ANY = new OpenFolders(List.of());

  public OpenFolders {
    folders = List.copyOf(folders);
  }

  /**
   * What is to be opened in place of this path: the same with its links resolved, so that what was
   * judged is what is opened.
   *
   * @throws SynclineException INVALID with code PATH_REFUSED where it lies elsewhere
   * @throws IOException where it does not exist or cannot be looked at
   */
  public Path resolve(Path path) throws IOException {
    if (folders.isEmpty()) {
      return path;
    }
    Path real = path.toRealPath();
    for (Path folder : folders) {
      if (Files.exists(folder) && real.startsWith(folder.toRealPath())) {
        return real;
      }
    }
    throw SynclineException.of(
        Category.INVALID,
        "PATH_REFUSED",
        "'" + path + "' leads out of the folders that are open to the API (--files-root)");
  }
}
