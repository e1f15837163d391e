package dev.syncline.standalone.key;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that open the HTTP API. */
public interface ApiKeys {

  /**
   * A key as lists show it.
   *
   * @param expiresAt when it ends by itself; null where it does not
   * @param lastUsedAt to the minute; null where it never was used
   */
  record Key(
      String id,
      String tenant,
      String role,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt) {}

  /**
   * A new key.
   *
   * @param secret shown once, never stored in clear
   */
  record NewKey(Key key, String secret) {}

  /**
   * Makes a key; INVALID for a tenant or role that cannot be.
   *
   * @param lasting how long it is good for; null for as long as nobody revokes it
   */
  NewKey create(String tenant, String role, @Nullable Duration lasting);

  /** All keys that are not revoked, those that have expired too, by tenant. */
  List<Key> list();

  /** Takes a key back; NOT_FOUND where there is none of that id. */
  void revoke(String id);
}
