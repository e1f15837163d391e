package dev.syncline.definitions.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where {@code ${env:NAME}} and {@code ${file:PATH}} are looked up. */
public interface SecretSource {
  /** The value of an environment variable, if it is set. */
  Optional<String> env(String name);

  /** The content of a file without the line break at its end. */
  String file(Path path) throws IOException;

  /** The process's own environment and the file system. */
  static SecretSource system() {
    return new SecretSource() {
      @Override
      public Optional<String> env(String name) {
        return Optional.ofNullable(System.getenv(name));
      }

      @Override
      public String file(Path path) throws IOException {
        return Files.readString(path).replaceAll("\\R+\\z", "");
      }
    };
  }
}
