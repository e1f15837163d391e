package dev.syncline.standalone;

import dev.syncline.definitions.reading.ParsedSyncFile;
import dev.syncline.definitions.reading.SecretSource;
import dev.syncline.definitions.reading.SyncFileReader;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.application.ReadFile;
import dev.syncline.standalone.application.SyncFiles;
import dev.syncline.standalone.key.ApiKeys;
import dev.syncline.standalone.key.KeyRing;
import dev.syncline.standalone.platform.DatabaseLogin;
import java.util.function.Function;

/** Where the commands' needs meet what the other modules offer. */
final class Wiring {
  private Wiring() {}

  static SyncFiles syncFiles() {
    SyncFileReader reader = new SyncFileReader();
    return path -> {
      ParsedSyncFile parsed = reader.read(path, SecretSource.system());
      return new ReadFile(parsed.file(), parsed.problems());
    };
  }

  static KeyRing keys() {
    return new KeyRing() {
      @Override
      public <T> T with(DatabaseLogin login, Function<ApiKeys, T> work) {
        throw SynclineException.of(
            Category.NOT_CONFIGURED, "API keys are not part of this version yet");
      }
    };
  }
}
