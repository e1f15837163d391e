package dev.syncline.standalone.postgres;

import dev.syncline.standalone.directory.DataDirectory;
import dev.syncline.standalone.directory.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** The owner of the embedded database, with a random password kept in a file of its own. */
record Credential(Path file, String password) {
  static final String USER = "syncline";
  static final String DATABASE = "syncline";

  static Credential of(DataDirectory directory) throws IOException {
    Path file = directory.keys().resolve("postgres.password");
    Optional<String> kept = PrivateFiles.read(file);
    if (kept.isPresent()) {
      return new Credential(file, kept.get());
    }
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    PrivateFiles.write(file, password + "\n");
    return new Credential(file, password);
  }

  /** A record would print its password. */
  @Override
  public String toString() {
    return "Credential[" + file + "]";
  }
}
