package dev.syncline.standalone.key;

import dev.syncline.standalone.platform.DatabaseLogin;
import dev.syncline.store.database.Database;
import dev.syncline.store.database.DatabaseSettings;
import dev.syncline.store.secrets.SecretRotation;
import java.nio.file.Path;

/** The credentials in the product's database, reached without starting the application. */
public final class StoredSecrets {
  private static final int CONNECTIONS = 4;

  private StoredSecrets() {}

  /** Encrypts all of them under a new key; answers how many connections have some. */
  public static int rotate(DatabaseLogin login, Path keyset) {
    DatabaseSettings settings =
        new DatabaseSettings(login.jdbcUrl(), login.username(), login.password(), CONNECTIONS);
    try (Database database = Database.open(settings)) {
      return new SecretRotation(database).rotate(keyset);
    }
  }
}
