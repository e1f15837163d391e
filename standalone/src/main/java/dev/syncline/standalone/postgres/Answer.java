package dev.syncline.standalone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** What a server says when it is spoken to with our password. */
enum Answer {
  /** It is ours and takes connections. */
  READY,
  /** It is starting, recovering or stopping: ask again. */
  BUSY,
  /** Nobody listens yet, or any more. */
  SILENT,
  /** It is somebody else's, or the password file was lost. */
  FOREIGN;

  static Answer of(Cluster cluster, int port) {
    try (Connection connection = connect(cluster, port, "postgres")) {
      Path folder = Path.of(Durability.show(connection, "data_directory"));
      return Files.isSameFile(folder, cluster.folder()) ? READY : FOREIGN;
    } catch (SQLException e) {
      String state = e.getSQLState() == null ? "" : e.getSQLState();
      if (state.startsWith("57P")) {
        return BUSY;
      }
      return state.startsWith("28") ? FOREIGN : SILENT;
    } catch (IOException e) {
      return FOREIGN; // the folder that it names is not there
    }
  }

  static Connection connect(Cluster cluster, int port, String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", Credential.USER);
    properties.setProperty("password", cluster.credential().password());
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "30");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
  }
}
