package dev.syncline.e2e.product;

import java.nio.file.Files;
import java.nio.file.Path;

/** The repository that these tests belong to. */
public final class Checkout {
  private Checkout() {}

  /** Its root, found from the module's folder upwards. */
  public static Path root() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("docker-compose.yml"))
          && Files.isExecutable(folder.resolve("syncline"))) {
        return folder;
      }
    }
    throw new AssertionError("no repository above " + Path.of("").toAbsolutePath());
  }

  public static Path file(String path) {
    return root().resolve(path);
  }
}
