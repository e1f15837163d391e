package dev.syncline.connectors.files;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.OpenFolders;
import dev.syncline.connectors.spi.SourceRequest;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The files that a connection's {@code path} and a task's resource name, in name order. */
final class FileSet {
  private static final int DEPTH = 64;

  private FileSet() {}

  static List<DataFile> find(
      ConnectionConfig connection, SourceRequest request, List<String> extensions) {
    OpenFolders open = connection.folders();
    FileRoot root = FileRoot.of(connection);
    if (Files.exists(root.folder())) {
      root = new FileRoot(judged(open, root.folder()), root.glob());
    }
    return found(root, request, extensions).stream()
        .map(file -> new DataFile(file.name(), judged(open, file.path()), file.size()))
        .toList();
  }

  private static Path judged(OpenFolders open, Path path) {
    try {
      return open.resolve(path);
    } catch (IOException e) {
      throw FileTrouble.of(path, e);
    }
  }

  private static List<DataFile> found(
      FileRoot root, SourceRequest request, List<String> extensions) {
    String resource = request.resourceName().map(String::strip).orElse("");
    if (root.glob() != null) {
      List<DataFile> found = matching(root.folder(), root.glob());
      return resource.isEmpty() ? found : List.of(named(root.folder(), found, resource));
    }
    if (!Files.exists(root.folder())) {
      throw FileTrouble.missing(root.folder());
    }
    if (!Files.isDirectory(root.folder())) {
      return List.of(single(root.folder(), resource));
    }
    if (resource.isEmpty()) {
      return list(root.folder(), 1, path -> hasExtension(path, extensions));
    }
    if (FileRoot.isGlob(resource) && !Files.exists(root.folder().resolve(resource))) {
      return matching(root.folder(), resource);
    }
    return List.of(under(root.folder(), resource, extensions));
  }

  private static DataFile single(Path file, String resource) {
    String name = String.valueOf(file.getFileName());
    if (!resource.isEmpty() && !resource.equals(name) && !name.startsWith(resource + ".")) {
      throw SynclineException.of(
          Category.NOT_FOUND,
          "FILE_NOT_FOUND",
          "there is no file '"
              + resource
              + "': the setting 'path' names the one file '"
              + file
              + "'; leave the resource out, or let 'path' name its folder");
    }
    return file(file, name);
  }

  private static DataFile under(Path folder, String resource, List<String> extensions) {
    Path file = folder.resolve(resource).normalize();
    if (!file.startsWith(folder.normalize())) {
      throw SynclineException.of(
          Category.INVALID, "resource '" + resource + "' leads out of '" + folder + "'");
    }
    if (Files.isRegularFile(file)) {
      return file(file, resource);
    }
    for (String extension : extensions) {
      Path longer = folder.resolve(resource + extension);
      if (Files.isRegularFile(longer)) {
        return file(longer, resource + extension);
      }
    }
    throw FileTrouble.missing(file);
  }

  private static DataFile named(Path folder, List<DataFile> found, String resource) {
    return found.stream()
        .filter(file -> file.name().equals(resource))
        .findFirst()
        .orElseThrow(() -> FileTrouble.missing(folder.resolve(resource)));
  }

  private static List<DataFile> matching(Path folder, String glob) {
    if (!Files.isDirectory(folder)) {
      throw FileTrouble.missing(folder);
    }
    PathMatcher matcher = matcher(glob);
    int depth = glob.contains("**") ? DEPTH : Path.of(glob).getNameCount();
    return list(folder, depth, path -> matcher.matches(folder.relativize(path)));
  }

  private static PathMatcher matcher(String glob) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      throw SynclineException.of(
              Category.INVALID, "'" + glob + "' is neither a file that exists nor a glob")
          .because(e);
    }
  }

  private static List<DataFile> list(Path folder, int depth, Predicate<Path> wanted) {
    List<DataFile> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
      for (Path path : (Iterable<Path>) walk::iterator) {
        if (wanted.test(path) && Files.isRegularFile(path)) {
          files.add(file(path, folder.relativize(path).toString().replace('\\', '/')));
        }
      }
    } catch (UncheckedIOException e) {
      throw FileTrouble.of(folder, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw FileTrouble.of(folder, e);
    }
    files.sort(Comparator.comparing(DataFile::name));
    return files;
  }

  private static boolean hasExtension(Path path, List<String> extensions) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    return extensions.stream().anyMatch(name::endsWith);
  }

  private static DataFile file(Path path, String name) {
    try {
      if (!Files.isReadable(path)) {
        throw FileTrouble.unreadable(path);
      }
      return new DataFile(name, path, Files.size(path));
    } catch (IOException e) {
      throw FileTrouble.of(path, e);
    }
  }
}
