package dev.syncline.connectors.markdown;

import dev.syncline.connectors.files.FileTrouble;
import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.OpenFolders;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * The folder and which of its files are documents.
 *
 * @param included judges paths relative to the folder
 * @param open where documents must lie
 */
record DocumentFolder(Path folder, PathMatcher included, OpenFolders open) {
  private static final int DEPTH = 64;

  static DocumentFolder of(ConnectionConfig connection) {
    String path =
        connection
            .setting("path")
            .orElseThrow(
                () ->
                    SynclineException.of(
                        Category.NOT_CONFIGURED,
                        "connection '" + connection.name() + "' has no setting 'path'"));
    try {
      Path folder = Path.of(path).toAbsolutePath().normalize();
      OpenFolders open = connection.folders();
      Path judged = Files.exists(folder) ? open.resolve(folder) : folder;
      return new DocumentFolder(judged, matcher(connection), open);
    } catch (InvalidPathException e) {
      throw SynclineException.of(Category.INVALID, "'" + path + "' is not a path").because(e);
    } catch (IOException e) {
      throw FileTrouble.of(Path.of(path), e);
    }
  }

  static PathMatcher matcher(ConnectionConfig connection) {
    String glob = connection.setting("include").orElse("**/*.md");
    try {
      PathMatcher whole = FileSystems.getDefault().getPathMatcher("glob:" + glob);
      if (!glob.startsWith("**/")) {
        return whole;
      }
      // To Java "**/" wants a folder; to everybody else it takes the top one too.
      PathMatcher top = FileSystems.getDefault().getPathMatcher("glob:" + glob.substring(3));
      return path -> whole.matches(path) || top.matches(path);
    } catch (PatternSyntaxException e) {
      throw SynclineException.of(
              Category.INVALID, "setting 'include': '" + glob + "' is no glob such as **/*.md")
          .because(e);
    }
  }

  void requirePresent() {
    if (!Files.exists(folder)) {
      throw SynclineException.of(
          Category.NOT_FOUND,
          "DIRECTORY_NOT_FOUND",
          "the directory '" + folder + "' does not exist; check the setting 'path'");
    }
    if (!Files.isDirectory(folder)) {
      throw SynclineException.of(
          Category.INVALID, "'" + folder + "' is a file; 'path' must name a directory");
    }
    if (!Files.isReadable(folder)) {
      throw FileTrouble.unreadable(folder);
    }
  }

  /** The relative paths of all documents, in order. */
  List<String> documents(Runnable heartbeat) {
    requirePresent();
    List<String> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH, new Collector(found, heartbeat));
    } catch (IOException e) {
      throw FileTrouble.of(folder, e);
    }
    Collections.sort(found);
    return found;
  }

  /** The file of a document, or empty where the path leads out of the folder or to no document. */
  Optional<Path> file(String relative) {
    try {
      Path file = folder.resolve(relative).normalize();
      if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
        return Optional.empty();
      }
      boolean inside = included.matches(folder.relativize(file));
      return inside && name(file).equals(relative) ? Optional.of(file) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  String name(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  /** Collects documents; what vanishes meanwhile, and links that lead round, are passed over. */
  private final class Collector extends SimpleFileVisitor<Path> {
    private final List<String> found;
    private final Runnable heartbeat;

    Collector(List<String> found, Runnable heartbeat) {
      this.found = found;
      this.heartbeat = heartbeat;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      heartbeat.run();
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && included.matches(folder.relativize(file))) {
        found.add(name(file));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      boolean passed = e instanceof FileSystemLoopException || e instanceof NoSuchFileException;
      if (passed && !file.equals(folder)) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }
  }
}
