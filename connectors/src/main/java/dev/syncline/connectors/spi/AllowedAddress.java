package dev.syncline.connectors.spi;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator has opened: a host by name, or a network such as {@code 10.1.0.0/16}.
 *
 * @param name a host name in lower case, or null
 * @param network the first address of a network, or null
 * @param bits how many of its bits count
 */
record AllowedAddress(@Nullable String name, @Nullable InetAddress network, int bits) {
  private static final Pattern NETWORK = Pattern.compile("([0-9a-fA-F:.]+)(/(\\d{1,3}))?");

  /** Throws INVALID where it is neither. */
  static AllowedAddress of(String text) {
    var form = NETWORK.matcher(text.strip());
    boolean literal = form.matches() && text.matches(".*[:.].*") && !text.matches(".*[g-zG-Z].*");
    if (!literal) {
      return new AllowedAddress(text.strip().toLowerCase(Locale.ROOT), null, 0);
    }
    try {
      InetAddress network = InetAddress.getByName(form.group(1));
      int whole = network.getAddress().length * 8;
      int bits = form.group(3) == null ? whole : Integer.parseInt(form.group(3));
      if (bits <= whole) {
        return new AllowedAddress(null, network, bits);
      }
    } catch (UnknownHostException e) {
      throw invalid(text).because(e);
    }
    throw invalid(text);
  }

  private static SynclineException invalid(String text) {
    return SynclineException.of(
        Category.INVALID,
        "SYNCLINE_EGRESS_ALLOW: '"
            + text
            + "' is no host name and no network; write for example db.internal or 10.1.0.0/16");
  }

  boolean covers(String host, InetAddress resolved) {
    if (network == null) {
      return host.toLowerCase(Locale.ROOT).equals(name);
    }
    byte[] one = network.getAddress();
    byte[] other = resolved.getAddress();
    if (one.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
