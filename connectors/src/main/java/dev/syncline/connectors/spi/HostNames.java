package dev.syncline.connectors.spi;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks up the addresses of hosts. */
@FunctionalInterface
public interface HostNames {
  /** All addresses of a host, which may be written as an address itself. */
  InetAddress[] addressesOf(String host) throws UnknownHostException;
}
