package dev.syncline.standalone.key;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.platform.DatabaseLogin;
import dev.syncline.store.database.Database;
import dev.syncline.store.database.DatabaseSettings;
import dev.syncline.store.key.ApiKey;
import dev.syncline.store.key.CreatedKey;
import dev.syncline.store.key.Role;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The {@link KeyRing} in the product's database, reached without starting the application. */
public final class StoredKeys implements KeyRing {
  private static final int CONNECTIONS = 4;

  @Override
  public <T> T with(DatabaseLogin login, Function<ApiKeys, T> work) {
    DatabaseSettings settings =
        new DatabaseSettings(login.jdbcUrl(), login.username(), login.password(), CONNECTIONS);
    try (Database database = Database.open(settings)) {
      return work.apply(new Ring(new dev.syncline.store.key.ApiKeys(database)));
    }
  }

  private record Ring(dev.syncline.store.key.ApiKeys stored) implements ApiKeys {
    @Override
    public NewKey create(String tenant, String role, @Nullable Duration lasting) {
      CreatedKey made = stored.create(tenant, Role.of(role), lasting);
      return new NewKey(key(made.key()), made.secret());
    }

    @Override
    public List<Key> list() {
      return stored.all().stream().filter(key -> key.revokedAt() == null).map(Ring::key).toList();
    }

    @Override
    public void revoke(String id) {
      boolean revoked =
          stored.all().stream()
              .filter(key -> key.prefix().equals(id))
              .anyMatch(key -> stored.revoke(key.tenant(), id));
      if (!revoked) {
        throw SynclineException.of(Category.NOT_FOUND, "there is no key '" + id + "' in force");
      }
    }

    private static Key key(ApiKey key) {
      return new Key(
          key.prefix(),
          key.tenant(),
          key.role().word(),
          key.createdAt(),
          key.expiresAt(),
          key.lastUsedAt());
    }
  }
}
