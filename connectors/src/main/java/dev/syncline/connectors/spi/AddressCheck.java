package dev.syncline.connectors.spi;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Judges the addresses that a host name resolves to: every one of them, since any may be taken.
 *
 * @param inside whether loopback and private addresses are open
 * @param allowed what is open all the same
 * @param names where names are looked up
 */
record AddressCheck(boolean inside, List<AllowedAddress> allowed, HostNames names)
    implements EgressPolicy {

  AddressCheck {
    allowed = List.copyOf(allowed);
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
    judged(address, host);
  }

  @Override
  public List<InetAddress> resolve(String host) {
    return judged(URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host)), host);
  }

  private List<InetAddress> judged(URI address, String host) {
    try {
      List<InetAddress> found = List.of(names.addressesOf(host));
      found.forEach(resolved -> judge(address, host, resolved));
      return found;
    } catch (UnknownHostException e) {
      throw unknown(host, e);
    }
  }

  static SynclineException unknown(String host, UnknownHostException e) {
    return SynclineException.of(Category.UNAVAILABLE, "the host '" + host + "' does not resolve")
        .because(e);
  }

  private void judge(URI address, String host, InetAddress resolved) {
    switch (AddressKind.of(resolved)) {
      case PUBLIC -> {}
      case CLOSED -> throw refused(address, "it leads to " + resolved.getHostAddress());
      case INSIDE -> {
        if (!inside && allowed.stream().noneMatch(a -> a.covers(host, resolved))) {
          throw refused(
              address,
              "it leads to "
                  + resolved.getHostAddress()
                  + ", which is private; allow it with SYNCLINE_EGRESS_ALLOW");
        }
      }
    }
  }

  private static SynclineException refused(URI address, String why) {
    String authority = address.getHost() == null ? "" : address.getHost();
    return SynclineException.of(
        Category.INVALID,
        "ADDRESS_REFUSED",
        "the address " + address.getScheme() + "://" + authority + " is not allowed: " + why);
  }
}
