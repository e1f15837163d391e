package dev.syncline.api.connections;

import dev.syncline.api.ApiProperties;
import dev.syncline.api.access.AccessMode;
import dev.syncline.api.web.Params;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Judges paths that come over HTTP: absolute, and under one of the folders that are open to such
 * paths, symbolic links resolved.
 */
@Component
public class PostedPaths {
  private final List<Path> roots;
  private final boolean anywhere;

  PostedPaths(ApiProperties properties, AccessMode mode) {
    this.roots = properties.filesRoots();
    this.anywhere = roots.isEmpty() && mode.open();
  }

  /**
   * The path in its normal form, whether it exists or not.
   *
   * @param what the name of the field it stands in
   */
  public String require(String what, String text) {
    Path path = parse(what, text.strip());
    if (!path.isAbsolute()) {
      throw Params.invalid(what + " must be an absolute path");
    }
    Path normal = path.normalize();
    if (!anywhere && roots.stream().noneMatch(root -> real(normal).startsWith(real(root)))) {
      throw Params.invalid(
          what + " lies outside the folders that are open to the API (--files-root)");
    }
    return normal.toString();
  }

  private static Path parse(String what, String text) {
    try {
      if (!text.isEmpty()) {
        return Path.of(text);
      }
    } catch (InvalidPathException e) {
      throw SynclineException.of(Category.INVALID, "INVALID_REQUEST", what + " is not a path")
          .because(e);
    }
    throw Params.invalid(what + " must not be blank");
  }

  /** With the links resolved of as much of it as exists. */
  private static Path real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    for (Path there = absolute; there != null; there = there.getParent()) {
      if (Files.exists(there)) {
        try {
          return there.toRealPath().resolve(there.relativize(absolute)).normalize();
        } catch (IOException e) {
          throw SynclineException.of(
                  Category.INVALID, "INVALID_REQUEST", "a part of the path cannot be read")
              .because(e);
        }
      }
    }
    return absolute;
  }
}
