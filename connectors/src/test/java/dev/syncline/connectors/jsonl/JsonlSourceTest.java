package dev.syncline.connectors.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connectors.Collected;
import dev.syncline.connectors.Connections;
import dev.syncline.connectors.SourceContract;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.SourceRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonlSourceTest extends SourceContract {
  @TempDir Path folder;

  @Override
  protected Source filled() throws IOException {
    Files.writeString(folder.resolve("a.jsonl"), "{\"id\":1}\n\n{\"id\":2}\r\n{\"id\":3}");
    Files.writeString(
        folder.resolve("b.ndjson"), "  {\"id\":4} \n{\"id\":5}\n{\"id\":6}\n{\"id\":7}\n");
    return source(folder, "UTF-8");
  }

  @Override
  protected Source empty() throws IOException {
    return source(Files.writeString(folder.resolve("empty.jsonl"), "\n \n"), "UTF-8");
  }

  @Override
  protected void readMissing() {
    Collected.all(source(folder.resolve("missing.jsonl"), "UTF-8"));
  }

  @Test
  void objectsAreHandedOnAsTheyStand() throws IOException {
    String line = "{\"id\": 1.10, \"in\":{\"a\":[1,{}],\"b\":null}, \"t\":\"\\u0000é\"}";

    assertThat(read(line + "\n").records).containsExactly(line);
    assertThat(read("{\" id \":1.10}\n").records).containsExactly("{\"id\":1.10}");
  }

  @Test
  void brokenLinesAreSetAsideWithTheirNumber() throws IOException {
    Collected read =
        read("{\"id\":1}\n{\"id\":\n\n[1]\n17\n{\"id\":2} {}\n{\"id\":3,}\n{\"id\":4}\nnull");

    assertThat(read.values("id")).containsExactly("1", "4");
    assertThat(read.codes()).hasSize(6).containsOnly("BAD_LINE");
    assertThat(read.bad)
        .extracting(Collected.Bad::where)
        .containsExactly(
            "t.jsonl:2", "t.jsonl:4", "t.jsonl:5", "t.jsonl:6", "t.jsonl:7", "t.jsonl:9");
    assertThat(read.bad.get(0).message()).contains("line 2 is broken JSON");
    assertThat(read.bad.get(1).payload()).isEqualTo("[1]");
    assertThat(read.places).containsExactly(1L, 8L);
  }

  @Test
  void wronglyEncodedAndOverlongLinesAreSetAside() throws IOException {
    Path file = folder.resolve("t.jsonl");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("{\"n\":\"é\"}\n{\"n\":\"".getBytes(StandardCharsets.ISO_8859_1));
      byte[] megabyte = "y".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 50; i++) {
        out.write(megabyte);
      }
      out.write("\"}\n{\"n\":1}\n".getBytes(StandardCharsets.UTF_8));
    }
    Collected read = Collected.all(source(file, "UTF-8"));

    assertThat(read.codes()).containsExactly("WRONG_ENCODING", "TOO_LARGE");
    assertThat(read.bad.get(0).message()).contains("line 1, column 7");
    assertThat(read.values("n")).containsExactly("1");
    assertThat(read.places).containsExactly(3L);
  }

  @Test
  void otherEncodingsAreUnderstood() throws IOException {
    Path file = folder.resolve("t.jsonl");
    Files.write(file, "{\"n\":\"Zoë\"}\n".getBytes(Charset.forName("windows-1252")));

    assertThat(Collected.all(source(file, "windows-1252")).values("n")).containsExactly("Zoë");
  }

  private Collected read(String text) throws IOException {
    return Collected.all(source(Files.writeString(folder.resolve("t.jsonl"), text), "UTF-8"));
  }

  private static Source source(Path path, String encoding) {
    return new JsonlConnector()
        .openSource(
            Connections.of("jsonl", Map.of("path", path.toString(), "encoding", encoding)),
            new SourceRequest(null, null),
            Connections.CONTEXT);
  }
}
