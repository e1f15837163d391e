package dev.syncline.connectors.csv;

import dev.syncline.connectors.Collected;
import dev.syncline.connectors.Connections;
import dev.syncline.connectors.SourceContract;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.SourceRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class CsvSourceContractTest extends SourceContract {
  @TempDir Path folder;

  @Override
  protected Source filled() throws Exception {
    Files.writeString(folder.resolve("a.csv"), "id,name\n1,Ann\n2,\"B\nob\"\n\n3,Cy\n");
    Files.writeString(folder.resolve("b.csv"), "name,id\r\nDé,4\r\nEve,5\r\n");
    Files.writeString(folder.resolve("c.csv"), "");
    Files.writeString(folder.resolve("d.csv"), "id,name\n6,Fay\n7,\"G\"\"us\"");
    return source(folder);
  }

  @Override
  protected Source empty() throws Exception {
    return source(Files.writeString(folder.resolve("empty.csv"), "id,name\n"));
  }

  @Override
  protected void readMissing() {
    Collected.all(source(folder.resolve("missing.csv")));
  }

  private static Source source(Path path) {
    return new CsvConnector()
        .openSource(
            Connections.of("csv", Map.of("path", path.toString())),
            new SourceRequest(null, null),
            Connections.CONTEXT);
  }
}
