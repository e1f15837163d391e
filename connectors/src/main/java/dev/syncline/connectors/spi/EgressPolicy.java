package dev.syncline.connectors.spi;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

/**
 * The one check of outgoing addresses: connectors ask before each call, for redirects, next links
 * and token URLs too.
 */
@FunctionalInterface
public interface EgressPolicy {
  /** Throws a {@code SynclineException} of category INVALID where the address is not allowed. */
  void check(URI address);

  /**
   * The addresses of a host that may be connected to: all that its name leads to at this moment,
   * each of them judged. Whoever connects uses these, and does not ask for the name again.
   */
  default List<InetAddress> resolve(String host) {
    check(URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host)));
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      throw AddressCheck.unknown(host, e);
    }
  }

  /** Allows loopback and private addresses; link-local and metadata addresses stay closed. */
  static EgressPolicy permissive() {
    return new AddressCheck(true, List.of(), InetAddress::getAllByName);
  }

  /**
   * Allows the internet, and of loopback and private addresses those that are named: hosts, or
   * networks such as {@code 10.1.0.0/16}.
   */
  static EgressPolicy strict(List<String> allowed) {
    return strict(allowed, InetAddress::getAllByName);
  }

  /** As {@link #strict(List)}, with names looked up elsewhere. */
  static EgressPolicy strict(List<String> allowed, HostNames names) {
    return new AddressCheck(false, allowed.stream().map(AllowedAddress::of).toList(), names);
  }
}
