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

  private record Cipher(String tenant, String owner, byte[] text, String name) {}

  /** How many connections' credentials have the new key. */
  public int rotate(Path keyset) {
    // First everything under the key in force: only that one is kept beside the new one.
    encryptAll(Secrets.fromFile(keyset));
    Secrets.renew(keyset);
    return encryptAll(Secrets.fromFile(keyset));
  }

  private int encryptAll(Secrets secrets) {
    encryptAll(
        """
        select tenant, tenant || '/notifications', secret, '' from notify_secret order by tenant
        """,
        """
        update notify_secret set secret = :new
        where tenant = :tenant and secret = :old
        """,
        secrets);
    return encryptAll(
        """
        select tenant, tenant || '/' || name, credentials, name from connection
        where credentials is not null order by tenant, name
        """,
        """
        update connection set credentials = :new
        where tenant = :tenant and name = :name and credentials = :old
        """,
        secrets);
  }

  private int encryptAll(String all, String update, Secrets secrets) {
    List<Cipher> ciphers =
        database.asReconciler(
            () ->
                database
                    .sql()
                    .sql(all)
                    .query(
                        (row, n) ->
                            new Cipher(
                                row.getString(1),
                                row.getString(2),
                                row.getBytes(3),
                                row.getString(4)))
                    .list());
    return ciphers.stream().mapToInt(cipher -> encrypt(cipher, update, secrets)).sum();
  }

  /** Leaves secrets alone that somebody has changed in the meantime. */
  private int encrypt(Cipher cipher, String update, Secrets secrets) {
    byte[] anew = secrets.encrypt(secrets.decrypt(cipher.text(), cipher.owner()), cipher.owner());
    return database.inTenant(
        cipher.tenant(),
        () ->
            database
                .sql()
                .sql(update)
                .param("new", anew)
                .param("old", cipher.text())
                .param("tenant", cipher.tenant())
                .param("name", cipher.name())
                .update());
  }
}
