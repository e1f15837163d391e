package dev.syncline.connectors.files;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the setting {@code path} means.
 *
 * @param folder the file or folder; for a glob the folder before its first wildcard
 * @param glob the rest of the glob, or null
 */
record FileRoot(Path folder, @Nullable String glob) {

  static FileRoot of(ConnectionConfig connection) {
    String text =
        connection
            .setting("path")
            .orElseThrow(
                () ->
                    SynclineException.of(
                        Category.NOT_CONFIGURED,
                        "connection '" + connection.name() + "' has no setting 'path'"));
    try {
      if (!isGlob(text) || Files.exists(Path.of(text))) {
        return new FileRoot(Path.of(text), null);
      }
      int wildcard = firstWildcard(text);
      int slash = text.lastIndexOf('/', wildcard);
      String folder = slash < 0 ? "." : text.substring(0, Math.max(slash, 1));
      return new FileRoot(Path.of(folder), text.substring(slash + 1));
    } catch (InvalidPathException e) {
      throw SynclineException.of(Category.INVALID, "'" + text + "' is not a path").because(e);
    }
  }

  static boolean isGlob(String text) {
    return firstWildcard(text) < text.length();
  }

  private static int firstWildcard(String text) {
    int at = 0;
    while (at < text.length() && "*?[{".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
