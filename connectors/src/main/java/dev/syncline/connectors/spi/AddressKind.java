package dev.syncline.connectors.spi;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;

/** How far an address may be trusted. */
enum AddressKind {
  PUBLIC,
  /** Loopback, private and other networks that are not the internet. */
  INSIDE,
  /** Never called: link-local, multicast, and where clouds keep the credentials of a machine. */
  CLOSED;

  private static final Set<String> METADATA =
      Set.of("169.254.169.254", "fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "192.0.0.192");

  static AddressKind of(InetAddress address) {
    if (address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || address.isAnyLocalAddress()
        || METADATA.contains(address.getHostAddress())) {
      return CLOSED;
    }
    byte[] bytes = address.getAddress();
    if (address instanceof Inet6Address) {
      return ofV6(address, bytes);
    }
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    if (first == 0 || first >= 240) {
      return CLOSED;
    }
    boolean inside =
        address.isLoopbackAddress()
            || address.isSiteLocalAddress()
            || (first == 100 && second >= 64 && second < 128) // RFC 6598
            || (first == 192 && second == 0 && bytes[2] == 0) // RFC 6890
            || (first == 198 && (second & 0xfe) == 18); // RFC 2544
    return inside ? INSIDE : PUBLIC;
  }

  private static AddressKind ofV6(InetAddress address, byte[] bytes) {
    if (address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || (bytes[0] & 0xfe) == 0xfc) { // RFC 4193
      return INSIDE;
    }
    if (starts(bytes, 0x20, 0x02)) { // 6to4, RFC 3056
      return of(v4(bytes, 2));
    }
    if (starts(bytes, 0x00, 0x64, 0xff, 0x9b) || starts(bytes, new int[12])) {
      return of(v4(bytes, 12)); // NAT64, RFC 6052, and the old way to write IPv4 as IPv6
    }
    return PUBLIC;
  }

  private static boolean starts(byte[] bytes, int... with) {
    for (int i = 0; i < with.length; i++) {
      if ((bytes[i] & 0xff) != with[i]) {
        return false;
      }
    }
    return true;
  }

  private static InetAddress v4(byte[] bytes, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("four bytes are an address", e);
    }
  }
}
