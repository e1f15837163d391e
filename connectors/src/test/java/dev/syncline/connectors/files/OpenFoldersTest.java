package dev.syncline.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.connectors.Collected;
import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.Connectors;
import dev.syncline.connectors.spi.EgressPolicy;
import dev.syncline.connectors.spi.OpenFolders;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.SourceRequest;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** A link that is judged when its connection is made may lead elsewhere when it is read. */
class OpenFoldersTest {
  @TempDir Path temporary;
  private Path open;
  private Path secret;
  private Path inside;

  @BeforeEach
  void folders() throws IOException {
    open = Files.createDirectory(temporary.resolve("open"));
    secret = Files.createDirectory(temporary.resolve("secret"));
    inside = Files.createDirectory(open.resolve("inside"));
    for (Path folder : List.of(secret, inside)) {
      Files.writeString(folder.resolve("a.csv"), "id\n1\n");
      Files.writeString(folder.resolve("a.jsonl"), "{\"id\":1}\n");
      Files.writeString(folder.resolve("a.md"), "# A\n");
    }
  }

  private static final ConnectorContext CONTEXT =
      new ConnectorContext(Clock.systemUTC(), EgressPolicy.permissive(), () -> {});

  private int read(String connector, Path path) {
    ConnectionConfig connection =
        new ConnectionConfig(
            "posted",
            connector,
            JsonMapper.shared().createObjectNode().put("path", path.toString()),
            Map.of(),
            Map.of(),
            new OpenFolders(List.of(open)));
    Connector installed = Connectors.installed().require(connector);
    installed.test(connection, CONTEXT);
    Collected records = new Collected();
    try (Source source = installed.openSource(connection, new SourceRequest(null, null), CONTEXT)) {
      source.read(ReadRequest.from(null, 10, Long.MAX_VALUE), records);
    }
    return records.records.size();
  }

  private @Nullable String refused(String connector, Path path) {
    SynclineException e =
        catchThrowableOfType(SynclineException.class, () -> read(connector, path));
    assertThat(e).hasMessageContaining("--files-root");
    return e.code();
  }

  private static void lead(Path link, Path to) throws IOException {
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, to);
  }

  @ParameterizedTest
  @CsvSource({"csv", "jsonl", "markdown"})
  void aFolderThatWasSwappedIsNotRead(String connector) throws IOException {
    Path link = open.resolve("link");
    lead(link, inside);
    assertThat(read(connector, link)).isOne();
    lead(link, secret);
    assertThat(refused(connector, link)).isEqualTo("PATH_REFUSED");
  }

  @ParameterizedTest
  @CsvSource({"csv,a.csv", "jsonl,a.jsonl", "markdown,a.md"})
  void aFileThatWasSwappedIsNotRead(String connector, String name) throws IOException {
    lead(inside.resolve(name), open.resolve("inside/other-" + name));
    Files.copy(secret.resolve(name), open.resolve("inside/other-" + name));
    assertThat(read(connector, inside)).isEqualTo(2);
    lead(inside.resolve(name), secret.resolve(name));
    assertThat(refused(connector, inside)).isEqualTo("PATH_REFUSED");
  }
}
