package dev.syncline.connectors.markdown;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.ConnectorDescriptor;
import dev.syncline.connectors.spi.SettingDescriptor;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.SourceRequest;
import dev.syncline.domain.SynclineException;
import java.util.List;

/** Reads a folder of Markdown documents. */
public final class MarkdownConnector implements Connector {
  private static final ConnectorDescriptor DESCRIPTOR =
      new ConnectorDescriptor(
          "markdown",
          "A folder of Markdown documents with front matter.",
          List.of(
              SettingDescriptor.required("path", "the folder").asPath(),
              SettingDescriptor.optional("include", "which files of it (**/*.md)")),
          List.of(),
          true,
          false,
          "left out; the external id is the relative path");

  @Override
  public ConnectorDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public List<String> problems(ConnectionConfig connection) {
    try {
      DocumentFolder.matcher(connection);
      return List.of();
    } catch (SynclineException e) {
      return List.of(e.getMessage());
    }
  }

  @Override
  public void test(ConnectionConfig connection, ConnectorContext context) {
    DocumentFolder.of(connection).requirePresent();
  }

  @Override
  public Source openSource(
      ConnectionConfig connection, SourceRequest request, ConnectorContext context) {
    return new MarkdownSource(DocumentFolder.of(connection), context.heartbeat());
  }
}
