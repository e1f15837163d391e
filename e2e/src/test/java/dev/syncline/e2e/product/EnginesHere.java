package dev.syncline.e2e.product;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The engines a test is run with: the in-process one, and the real server where its program is
 * installed ({@code scripts/install-temporal}). Under {@code CI=true} it has to be.
 */
public final class EnginesHere {
  private EnginesHere() {}

  /** For {@code @MethodSource}. */
  public static Stream<String> all() {
    return devServer() || "true".equals(System.getenv("CI"))
        ? Stream.of("in-process", "dev")
        : Stream.of("in-process");
  }

  private static boolean devServer() {
    String cache =
        Optional.ofNullable(System.getenv("SYNCLINE_CACHE"))
            .orElse(System.getProperty("user.home") + "/.cache/syncline");
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Stream.of(cache + "/bin"), Stream.of(path.split(":")))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "temporal")));
  }
}
