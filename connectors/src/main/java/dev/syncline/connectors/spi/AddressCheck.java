package dev.syncline.connectors.spi;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/** Judges the addresses a host name resolves to. */
final class AddressCheck implements EgressPolicy {
  private static final Set<String> METADATA =
      Set.of("169.254.169.254", "fd00:ec2:0:0:0:0:0:254", "100.100.100.200");

  private AddressCheck() {}

  static EgressPolicy permissive() {
    return new AddressCheck();
  }

  @Override
  public void check(URI address) {
    String scheme = address.getScheme();
    if (scheme == null || !Set.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT))) {
      throw refused(address, "only http and https addresses are called");
    }
    String host = address.getHost();
    if (host == null) {
      throw refused(address, "it names no host");
    }
    try {
      for (InetAddress resolved : InetAddress.getAllByName(host)) {
        if (resolved.isLinkLocalAddress()
            || resolved.isMulticastAddress()
            || resolved.isAnyLocalAddress()
            || METADATA.contains(resolved.getHostAddress())) {
          throw refused(address, "it leads to " + resolved.getHostAddress());
        }
      }
    } catch (UnknownHostException e) {
      throw SynclineException.of(Category.UNAVAILABLE, "the host '" + host + "' does not resolve")
          .because(e);
    }
  }

  private static SynclineException refused(URI address, String why) {
    return SynclineException.of(
        Category.INVALID,
        "ADDRESS_REFUSED",
        "the address "
            + address.getScheme()
            + "://"
            + address.getAuthority()
            + " is not allowed: "
            + why);
  }
}
