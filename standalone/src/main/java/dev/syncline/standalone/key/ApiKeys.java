package dev.syncline.standalone.key;

import java.time.Instant;
import java.util.List;

/** The keys that open the HTTP API. */
public interface ApiKeys {

  /** A key as lists show it. */
  record Key(String id, String tenant, String role, Instant createdAt) {}

  /**
   * A new key.
   *
   * @param secret shown once, never stored in clear
   */
  record NewKey(Key key, String secret) {}

  /** Makes a key; INVALID for a tenant or role that cannot be. */
  NewKey create(String tenant, String role);

  /** All keys, by tenant. */
  List<Key> list();

  /** Takes a key back; NOT_FOUND where there is none of that id. */
  void revoke(String id);
}
