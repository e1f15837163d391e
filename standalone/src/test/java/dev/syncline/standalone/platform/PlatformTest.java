package dev.syncline.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.standalone.directory.CacheDirectory;
import dev.syncline.standalone.directory.DataDirectory;
import dev.syncline.standalone.engine.EngineKind;
import dev.syncline.standalone.engine.EngineRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformTest {
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path folder;

  @Test
  void everythingComesUpAndGoesDownAgain() {
    Closing closing = new Closing();
    Platform platform = Platform.open(settings("data", Optional.empty()), CLOCK, closing);

    assertThat(platform.engine().kind()).isEqualTo(EngineKind.IN_PROCESS);
    assertThat(platform.lease().directory().databaseUrl()).exists();
    assertThatThrownBy(
            () -> Platform.open(settings("data", Optional.empty()), CLOCK, new Closing()))
        .hasMessageContaining("is in use");

    closing.close();
    assertThat(platform.lease().directory().databaseUrl()).doesNotExist();
    assertThat(platform.lease().directory().root().resolve("postgres/data/postmaster.pid"))
        .doesNotExist();
  }

  @Test
  void twoDataDirectoriesOnOneDatabaseCannotBothRunTheEngineInProcess() throws Exception {
    try (Closing first = new Closing();
        Closing second = new Closing();
        Closing third = new Closing()) {
      Platform owner = Platform.open(settings("data", Optional.empty()), CLOCK, first);
      Optional<String> url =
          Optional.of(Files.readString(owner.lease().directory().databaseUrl()).strip());
      Platform.open(settings("second", url), CLOCK, second);

      assertThatThrownBy(() -> Platform.open(settings("third", url), CLOCK, third))
          .hasMessageContaining("another process runs the in-process engine");
      second.close();
    }
  }

  @Test
  void theDatabaseAloneIsReachedWhetherAProcessRunsOrNot() {
    String cold = DatabaseAccess.with(settings("data", Optional.empty()), CLOCK, Object::toString);
    try (Closing closing = new Closing()) {
      Platform.open(settings("data", Optional.empty()), CLOCK, closing);

      String warm =
          DatabaseAccess.with(settings("data", Optional.empty()), CLOCK, Object::toString);

      assertThat(warm).isEqualTo(cold).doesNotContain("password");
    }
  }

  private PlatformSettings settings(String data, Optional<String> databaseUrl) {
    return new PlatformSettings(
        new DataDirectory(folder.resolve(data)),
        CacheDirectory.choose(System.getenv()),
        databaseUrl,
        EngineRequest.of("in-process", null, Map.of()),
        Map.of("PATH", "/usr/bin:/bin"));
  }
}
