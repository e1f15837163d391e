package dev.syncline.store.secrets;

import dev.syncline.store.database.Database;
import java.nio.file.Path;
import java.util.List;

/**
 * Gives all stored credentials a new key, while other processes go on using them: they read the
 * keyset again as soon as its file changes, and the key before stays in it to decrypt.
 */
public final class SecretRotation {
  private final Database database;

  public SecretRotation(Database database) {
    this.database = database;
  }

  private record Cipher(String tenant, String name, byte[] credentials) {}

  /** How many connections' credentials have the new key. */
  public int rotate(Path keyset) {
    // First everything under the key in force: only that one is kept beside the new one.
    encryptAll(Secrets.fromFile(keyset));
    Secrets.renew(keyset);
    return encryptAll(Secrets.fromFile(keyset));
  }

  private int encryptAll(Secrets secrets) {
    List<Cipher> all =
        database.asReconciler(
            () ->
                database
                    .sql()
                    .sql(
                        """
                        select tenant, name, credentials from connection
                        where credentials is not null order by tenant, name
                        """)
                    .query(
                        (row, n) -> new Cipher(row.getString(1), row.getString(2), row.getBytes(3)))
                    .list());
    return all.stream().mapToInt(cipher -> encrypt(cipher, secrets)).sum();
  }

  /** Leaves credentials alone that somebody has changed in the meantime. */
  private int encrypt(Cipher cipher, Secrets secrets) {
    String owner = cipher.tenant() + "/" + cipher.name();
    byte[] anew = secrets.encrypt(secrets.decrypt(cipher.credentials(), owner), owner);
    return database.inTenant(
        cipher.tenant(),
        () ->
            database
                .sql()
                .sql(
                    """
                    update connection set credentials = :new
                    where tenant = :tenant and name = :name and credentials = :old
                    """)
                .param("new", anew)
                .param("old", cipher.credentials())
                .param("tenant", cipher.tenant())
                .param("name", cipher.name())
                .update());
  }
}
