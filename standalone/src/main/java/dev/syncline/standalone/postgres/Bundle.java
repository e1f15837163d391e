package dev.syncline.standalone.postgres;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.build.Build;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

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
    String machine = machine(osName, osArch);
    String resource = "/postgres-" + machine + ".txz";
    if (Bundle.class.getResource(resource) == null) {
      throw unsupported(osName, osArch);
    }
    return new Bundle("postgres-" + Build.current().postgres() + "-" + machine, resource);
  }

  /** As the archives are named; an unknown processor keeps its own name, and has no archive. */
  static String machine(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    String arch = osArch.toLowerCase(Locale.ROOT);
    return os
        + "-"
        + switch (arch) {
          case "amd64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> arch;
        };
  }

  InputStream open() throws IOException {
    InputStream stream = Bundle.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new IOException(resource + " is not on the class path");
    }
    return stream;
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
