package dev.syncline.connectors.spi;

import java.net.URI;
import java.util.List;

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
    return new AddressCheck(true, List.of());
  }

  /**
   * Allows the internet, and of loopback and private addresses those that are named: hosts, or
   * networks such as {@code 10.1.0.0/16}.
   */
  static EgressPolicy strict(List<String> allowed) {
    return new AddressCheck(false, allowed.stream().map(AllowedAddress::of).toList());
  }
}
