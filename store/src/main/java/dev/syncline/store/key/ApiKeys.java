package dev.syncline.store.key;

import dev.syncline.domain.Category;
import dev.syncline.domain.Names;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.Database;
import dev.syncline.store.database.Rows;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** API keys: {@code syn_PREFIX_SECRET}, of which only a hash is kept. */
@Repository
public class ApiKeys {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String IN_FORCE =
      "revoked_at is null and (expires_at is null or expires_at > now())";

  private final Database database;

  public ApiKeys(Database database) {
    this.database = database;
  }

  /** Makes a key of a tenant that lasts until it is revoked; it is shown this once. */
  public CreatedKey create(String tenant, Role role) {
    return create(tenant, role, null);
  }

  /**
   * Makes a key of a tenant; it is shown this once.
   *
   * @param lasting how long it is good for; null for as long as nobody revokes it
   */
  public CreatedKey create(String tenant, Role role, @Nullable Duration lasting) {
    Names.require("tenant", tenant);
    String prefix = "syn_" + HexFormat.of().formatHex(random(5));
    String secret =
        prefix + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random(32));
    ApiKey key =
        database.inTenant(
            tenant,
            () ->
                database
                    .sql()
                    .sql(
                        """
                        insert into api_key (tenant, prefix, hash, role, expires_at)
                        values (:tenant, :prefix, :hash, :role,
                          now() + make_interval(secs => cast(:seconds as double precision)))
                        returning *
                        """)
                    .param("tenant", tenant)
                    .param("prefix", prefix)
                    .param("hash", hash(secret))
                    .param("role", role.word())
                    .param("seconds", lasting == null ? null : lasting.toSeconds(), Types.BIGINT)
                    .query(ApiKeys::read)
                    .single());
    return new CreatedKey(key, secret);
  }

  /** All keys of a tenant, revoked ones too, oldest first. */
  public List<ApiKey> list(String tenant) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql("select * from api_key where tenant = :tenant order by created_at, prefix")
                .param("tenant", tenant)
                .query(ApiKeys::read)
                .list());
  }

  /** Ends a key at once; false where there is no such key in force. */
  public boolean revoke(String tenant, String prefix) {
    return database.inTenant(
            tenant,
            () ->
                database
                    .sql()
                    .sql(
                        """
                        update api_key set revoked_at = now()
                        where tenant = :tenant and prefix = :prefix and revoked_at is null
                        """)
                    .param("tenant", tenant)
                    .param("prefix", prefix)
                    .update())
        > 0;
  }

  /** The keys of every tenant; for whoever holds the database itself. */
  public List<ApiKey> all() {
    return database.asReconciler(
        () ->
            database
                .sql()
                .sql("select * from api_key order by tenant, created_at, prefix")
                .query(ApiKeys::read)
                .list());
  }

  /** The key in force with this secret; to ask for it is to use it. */
  public Optional<ApiKey> use(String secret) {
    Optional<Used> used =
        database.asReconciler(
            () ->
                database
                    .sql()
                    .sql(
                        """
                        select *, coalesce(last_used_at > now() - interval '1 minute', false) noted
                        from api_key where hash = :hash and %s
                        """
                            .formatted(IN_FORCE))
                    .param("hash", hash(secret))
                    .query((row, n) -> new Used(read(row, n), row.getBoolean("noted")))
                    .optional());
    used.filter(found -> !found.noted()).map(Used::key).ifPresent(this::noteUse);
    return used.map(Used::key);
  }

  /**
   * A key that is being used.
   *
   * @param noted whether its last use is known to the minute
   */
  private record Used(ApiKey key, boolean noted) {}

  private void noteUse(ApiKey key) {
    database.runInTenant(
        key.tenant(),
        () ->
            database
                .sql()
                .sql(
                    """
                    update api_key set last_used_at = now()
                    where tenant = :tenant and prefix = :prefix
                    """)
                .param("tenant", key.tenant())
                .param("prefix", key.prefix())
                .update());
  }

  /** Whether any tenant has a key in force. */
  public boolean any() {
    return database.asReconciler(
        () ->
            database
                .sql()
                .sql("select exists (select from api_key where " + IN_FORCE + ")")
                .query(Boolean.class)
                .single());
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw SynclineException.of(Category.INTERNAL, "this Java has no SHA-256").because(e);
    }
  }

  private static ApiKey read(ResultSet row, int n) throws SQLException {
    return new ApiKey(
        row.getString("tenant"),
        row.getString("prefix"),
        Role.of(row.getString("role")),
        Rows.time(row, "created_at"),
        Rows.instant(row, "revoked_at"),
        Rows.instant(row, "expires_at"),
        Rows.instant(row, "last_used_at"));
  }
}
