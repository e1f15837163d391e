package dev.syncline.connectors.files;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** What a failing file operation means to the user. */
public final class FileTrouble {
  private FileTrouble() {}

  public static SynclineException of(Path path, IOException e) {
    if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
      return missing(path).because(e);
    }
    if (e instanceof AccessDeniedException) {
      return unreadable(path).because(e);
    }
    return SynclineException.of(
            Category.UNAVAILABLE, "'" + path + "' could not be read: " + e.getMessage())
        .because(e);
  }

  public static SynclineException missing(Path path) {
    return SynclineException.of(
        Category.NOT_FOUND,
        "FILE_NOT_FOUND",
        "'" + path + "' does not exist; check the setting 'path' and the resource");
  }

  public static SynclineException unreadable(Path path) {
    return SynclineException.of(
        Category.INVALID,
        "FILE_UNREADABLE",
        "'" + path + "' may not be read; give this user the right to read it");
  }
}
