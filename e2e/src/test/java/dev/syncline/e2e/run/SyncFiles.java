package dev.syncline.e2e.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small sync files of a test's own. */
final class SyncFiles {
  private SyncFiles() {}

  /** One task that copies a CSV file with the fields id and name. */
  static Path csv(Path folder, String name) throws IOException {
    return Files.writeString(
        folder.resolve("sync.yaml"),
        """
        version: 1
        connections:
          files:
            connector: csv
            settings: { path: %s }
        tasks:
          things:
            entity: things
            source: { connection: files }
            key: id
            fields: { name: name }
            retry: { max_attempts: 1, initial: 10ms }
        """
            .formatted(name));
  }
}
