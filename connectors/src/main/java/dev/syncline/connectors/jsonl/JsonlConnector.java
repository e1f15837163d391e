package dev.syncline.connectors.jsonl;

import dev.syncline.connectors.files.FileSettings;
import dev.syncline.connectors.files.FilesSource;
import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.ConnectorDescriptor;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.SourceRequest;
import java.util.List;

/** Reads files with one JSON object a line. */
public final class JsonlConnector implements Connector {
  private static final ConnectorDescriptor DESCRIPTOR =
      new ConnectorDescriptor(
          "jsonl",
          "JSON Lines files: one object a line.",
          List.of(FileSettings.PATH, FileSettings.ENCODING),
          List.of(),
          true,
          false,
          "a file name under path; may be left out");

  @Override
  public ConnectorDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public List<String> problems(ConnectionConfig connection) {
    return FileSettings.problems(connection);
  }

  @Override
  public void test(ConnectionConfig connection, ConnectorContext context) {
    FileSettings.test(connection, context, new JsonlFormat());
  }

  @Override
  public Source openSource(
      ConnectionConfig connection, SourceRequest request, ConnectorContext context) {
    return new FilesSource(connection, request, context, new JsonlFormat());
  }
}
