package dev.syncline.standalone.demo;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** The demo on disk: a CSV file of people and the sync file that reads it. */
public record DemoFolder(Path folder) {

  /** Writes what is missing; files that are there are the user's to edit. */
  public static DemoFolder write(Path folder) {
    DemoFolder demo = new DemoFolder(folder);
    try {
      Files.createDirectories(folder);
      if (!Files.exists(demo.people())) {
        Path draft = demo.people().resolveSibling("people.csv.draft");
        Files.writeString(draft, SampleGenerator.csv(), StandardCharsets.UTF_8);
        Files.move(draft, demo.people(), StandardCopyOption.ATOMIC_MOVE);
      }
      if (!Files.exists(demo.syncFile())) {
        try (InputStream yaml =
            Objects.requireNonNull(DemoFolder.class.getResourceAsStream("demo.yaml"))) {
          Files.copy(yaml, demo.syncFile());
        }
      }
      return demo;
    } catch (IOException e) {
      throw SynclineException.of(
              Category.NOT_CONFIGURED, "the demo cannot be written to " + folder + ": " + e)
          .because(e);
    }
  }

  public Path people() {
    return folder.resolve("people.csv");
  }

  public Path syncFile() {
    return folder.resolve("demo.yaml");
  }
}
