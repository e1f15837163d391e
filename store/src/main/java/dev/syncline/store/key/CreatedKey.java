package dev.syncline.store.key;

/**
 * A new key; the only time the key itself is seen.
 *
 * @param secret what goes after {@code Authorization: Bearer}
 */
public record CreatedKey(ApiKey key, String secret) {
  @Override
  public String toString() {
    return "CreatedKey[" + key.prefix() + "]";
  }
}
