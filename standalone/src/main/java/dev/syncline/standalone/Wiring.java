package dev.syncline.standalone;

import dev.syncline.definitions.reading.ParsedSyncFile;
import dev.syncline.definitions.reading.SecretSource;
import dev.syncline.definitions.reading.SyncFileReader;
import dev.syncline.standalone.application.ReadFile;
import dev.syncline.standalone.application.SyncFiles;

/** Where the commands' needs meet what the other modules offer. */
final class Wiring {
  private Wiring() {}

  static SyncFiles syncFiles() {
    SyncFileReader reader = new SyncFileReader();
    return path -> {
      ParsedSyncFile parsed = reader.read(path, SecretSource.system());
      return new ReadFile(parsed.file(), parsed.problems(), parsed.lines());
    };
  }
}
