package dev.syncline.control.connection;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.store.database.Database;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps connections away from the database that Syncline itself lives in. */
@Component
public class OwnDatabase {
  private final Database database;

  public OwnDatabase(Database database) {
    this.database = database;
  }

  /** What is wrong with the connection, where it leads here. */
  public Optional<String> problem(ConnectionConfig connection) {
    return connection
        .setting("url")
        .filter(url -> url.startsWith("jdbc:") && database.isAt(url))
        .map(
            url ->
                "setting 'url' leads to the database that Syncline itself uses; use another database"
                    + " of that server, or another server");
  }
}
