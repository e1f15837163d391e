package dev.syncline.definitions.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sync files for tests, written to a real folder and read with a given environment. */
final class Files {
  static final String HEAD =
      """
      version: 1
      connections:
        c:
          connector: csv
          settings: { path: people.csv }
        db: { connector: postgres, settings: { url: "jdbc:postgresql://x/y" } }
      """;

  private Files() {}

  static ParsedSyncFile read(Path folder, String text) {
    try {
      Path file = java.nio.file.Files.writeString(folder.resolve("sync.yaml"), text);
      return new SyncFileReader(FakeConnector.all()).read(file, secrets(Map.of("TOKEN", "s3cret")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SecretSource secrets(Map<String, String> environment) {
    return new SecretSource() {
      @Override
      public Optional<String> env(String name) {
        return Optional.ofNullable(environment.get(name));
      }

      @Override
      public String file(Path path) throws IOException {
        return SecretSource.system().file(path);
      }
    };
  }

  /** A file with one task whose further lines are given, each indented by four. */
  static String task(String lines) {
    return HEAD + "tasks:\n  t:\n    entity: e\n    source: { connection: c }\n" + lines.indent(4);
  }

  /** The errors as {@code LINE: path: message}, without the file's name. */
  static List<String> errors(Path folder, String text) {
    return read(folder, text).errors().stream()
        .map(p -> p.line() + ": " + (p.path().isEmpty() ? "" : p.path() + ": ") + p.message())
        .toList();
  }
}
