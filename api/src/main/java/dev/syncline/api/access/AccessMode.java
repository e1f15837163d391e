package dev.syncline.api.access;

import dev.syncline.api.ApiProperties;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Whether the server is open, which it is only while it is bound to a loopback address and no keys
 * are asked for.
 */
@Component
public class AccessMode {
  private final String address;
  private final boolean open;

  AccessMode(Environment environment, ApiProperties properties) {
    this.address = environment.getProperty("server.address", "").strip();
    this.open = !properties.requireKeys() && !address.isEmpty() && loopback(address);
  }

  private static boolean loopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw SynclineException.of(
              Category.NOT_CONFIGURED,
              "the address to bind to, '" + address + "', does not resolve")
          .because(e);
    }
  }

  /** No keys are asked for; requests must come from this machine and from no foreign page. */
  public boolean open() {
    return open;
  }

  String address() {
    return address.isEmpty() ? "every address" : address;
  }
}
