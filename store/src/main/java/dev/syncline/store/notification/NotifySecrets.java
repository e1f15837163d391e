package dev.syncline.store.notification;

import dev.syncline.store.database.Database;
import dev.syncline.store.secrets.Secrets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** What a tenant's webhooks are signed with, encrypted at rest. */
@Repository
public class NotifySecrets {
  private static final int BYTES = 32;

  private final Database database;
  private final Secrets secrets;
  private final SecureRandom random = new SecureRandom();

  public NotifySecrets(Database database, Secrets secrets) {
    this.database = database;
    this.secrets = secrets;
  }

  /** The tenant's secret; the first call makes one. */
  public String of(String tenant) {
    return find(tenant)
        .orElseGet(
            () -> {
              save(tenant, fresh(), "nothing");
              return find(tenant).orElseThrow();
            });
  }

  /** Makes a new secret, which takes the place of the old one. */
  public String renew(String tenant) {
    String secret = fresh();
    save(tenant, secret, "update set secret = excluded.secret, created_at = now()");
    return secret;
  }

  private String fresh() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return "whsec_" + HexFormat.of().formatHex(bytes);
  }

  private Optional<String> find(String tenant) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql("select secret from notify_secret where tenant = :tenant")
                .param("tenant", tenant)
                .query(
                    (row, n) -> secrets.decrypt(row.getBytes("secret"), tenant + "/notifications"))
                .optional());
  }

  private void save(String tenant, String secret, String otherwise) {
    database.runInTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    "insert into notify_secret (tenant, secret) values (:tenant, :secret)"
                        + " on conflict (tenant) do "
                        + otherwise)
                .param("tenant", tenant)
                .param("secret", secrets.encrypt(secret, tenant + "/notifications"))
                .update());
  }
}
