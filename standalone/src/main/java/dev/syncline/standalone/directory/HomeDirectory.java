package dev.syncline.standalone.directory;

import java.nio.file.Path;
import java.util.Map;

/** The user's own folder; {@code $HOME} counts before what the account database says. */
final class HomeDirectory {
  private HomeDirectory() {}

  static Path of(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.isBlank() ? System.getProperty("user.home", ".") : home);
  }
}
