package dev.syncline.standalone.postgres;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Properties;

/**
 * The PostgreSQL inside the jar for one kind of machine.
 *
 * @param name how the cache calls it, such as {@code postgres-18.6.0-linux-x86_64}
 * @param resource the compressed archive on the class path
 */
record Bundle(String name, String resource) {

  static Bundle forThisMachine() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static Bundle of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    String arch =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> throw unsupported(osName, osArch);
        };
    String machine = os + "-" + arch;
    String resource = "/postgres-" + machine + ".txz";
    if (Bundle.class.getResource(resource) == null) {
      throw unsupported(osName, osArch);
    }
    return new Bundle("postgres-" + version() + "-" + machine, resource);
  }

  InputStream open() throws IOException {
    InputStream stream = Bundle.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new IOException(resource + " is not on the class path");
    }
    return stream;
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream stream = Bundle.class.getResourceAsStream("binaries.properties")) {
      properties.load(java.util.Objects.requireNonNull(stream));
    } catch (IOException e) {
      throw SynclineException.of(Category.INTERNAL, "the jar is damaged: " + e).because(e);
    }
    return properties.getProperty("version", "");
  }

  private static SynclineException unsupported(String osName, String osArch) {
    return SynclineException.of(
        Category.INVALID,
        "NO_EMBEDDED_DATABASE",
        "there is no embedded PostgreSQL for "
            + osName
            + " on "
            + osArch
            + "; give an external one with --database-url");
  }
}
