package dev.syncline.connectors.csv;

import dev.syncline.connectors.files.FileSettings;
import dev.syncline.connectors.files.FilesSource;
import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.ConnectorDescriptor;
import dev.syncline.connectors.spi.SettingDescriptor;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.SourceRequest;
import dev.syncline.domain.SynclineException;
import java.util.ArrayList;
import java.util.List;

/** Reads delimited text files. */
public final class CsvConnector implements Connector {
  private static final ConnectorDescriptor DESCRIPTOR =
      new ConnectorDescriptor(
          "csv",
          "Delimited text files, with or without a header.",
          List.of(
              FileSettings.PATH,
              FileSettings.ENCODING,
              SettingDescriptor.optional("delimiter", "what separates cells (,); tab for tabs"),
              SettingDescriptor.optional("quote", "what encloses cells (\"); none for nothing"),
              SettingDescriptor.optional(
                  "header", "whether the first row names the fields (true); else column_1, …")),
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
    List<String> problems = new ArrayList<>(FileSettings.problems(connection));
    try {
      CsvDialect.of(connection);
    } catch (SynclineException e) {
      problems.add(e.getMessage());
    }
    return problems;
  }

  @Override
  public void test(ConnectionConfig connection, ConnectorContext context) {
    FileSettings.test(connection, context, new CsvFormat(CsvDialect.of(connection)));
  }

  @Override
  public Source openSource(
      ConnectionConfig connection, SourceRequest request, ConnectorContext context) {
    CsvFormat format = new CsvFormat(CsvDialect.of(connection));
    return new FilesSource(connection, request, context, format);
  }
}
