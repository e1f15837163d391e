package dev.syncline.connectors.files;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.SettingDescriptor;
import dev.syncline.connectors.spi.SourceRequest;
import dev.syncline.domain.SynclineException;
import java.util.ArrayList;
import java.util.List;

/** The settings all line-based file connectors take, and their checks. */
public final class FileSettings {
  public static final SettingDescriptor PATH =
      SettingDescriptor.required("path", "a file, a folder or a glob such as exports/*.csv")
          .asPath();
  public static final SettingDescriptor ENCODING =
      SettingDescriptor.optional(
          "encoding", "how characters are stored (UTF-8); a byte order mark wins");

  private FileSettings() {}

  /** What is wrong with {@code encoding}, judged without opening a file. */
  public static List<String> problems(ConnectionConfig connection) {
    List<String> problems = new ArrayList<>();
    try {
      TextEncoding.of(connection);
    } catch (SynclineException e) {
      problems.add(e.getMessage());
    }
    return problems;
  }

  /** Finds the files and opens the first; throws what hinders that. */
  public static void test(
      ConnectionConfig connection, ConnectorContext context, FileFormat format) {
    SourceRequest all = new SourceRequest(null, null);
    for (DataFile file : FileSet.find(connection, all, format.extensions())) {
      TextWindow.open(file, TextEncoding.of(connection), context.heartbeat()).close();
    }
  }
}
