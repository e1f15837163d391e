package dev.syncline.connectors.spi;

import java.net.URI;

/**
 * The one check of outgoing addresses: connectors ask before each call, for redirects, next links
 * and token URLs too.
 */
@FunctionalInterface
public interface EgressPolicy {
  /** Throws a {@code SynclineException} of category INVALID where the address is not allowed. */
  void check(URI address);

  /** Allows loopback and private addresses; link-local and metadata addresses stay closed. */
  static EgressPolicy permissive() {
    return AddressCheck.permissive();
  }
}
