package dev.syncline.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {
  @TempDir Path folder;

  @Test
  void bothFilesAreWritten() {
    DemoFolder demo = DemoFolder.write(folder.resolve("demo"));

    assertThat(demo.people()).hasContent(SampleGenerator.csv());
    assertThat(demo.syncFile()).content().contains("entity: customers");
  }

  @Test
  void whatTheUserEditedStays() throws Exception {
    DemoFolder demo = DemoFolder.write(folder);
    Files.writeString(demo.people(), "mine");

    DemoFolder.write(folder);

    assertThat(demo.people()).hasContent("mine");
  }
}
