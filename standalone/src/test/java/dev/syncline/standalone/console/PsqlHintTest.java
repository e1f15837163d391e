package dev.syncline.standalone.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PsqlHintTest {
  @TempDir Path folder;

  @Test
  void aShellHandsPsqlTheUrlWithoutItsFirstWord() throws Exception {
    Path file = Files.createDirectory(folder.resolve("it's here")).resolve("postgres.url");
    Files.writeString(file, "jdbc:postgresql://127.0.0.1:5/syncline?user=u&password=p\n");

    assertThat(said(PsqlHint.of(file, "select 1").replaceFirst("^psql", "printf '[%s]'")))
        .isEqualTo("[postgresql://127.0.0.1:5/syncline?user=u&password=p][-c][select 1]");
    assertThat(PsqlHint.of(Path.of("/data/postgres.url"), "select 1"))
        .isEqualTo("psql \"$(sed 's/^jdbc://' /data/postgres.url)\" -c \"select 1\"");
  }

  private static String said(String command) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(said).isZero();
    return said;
  }
}
