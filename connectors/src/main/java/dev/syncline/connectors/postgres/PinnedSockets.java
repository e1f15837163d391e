package dev.syncline.connectors.postgres;

import dev.syncline.connectors.spi.EgressPolicy;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/**
 * The sockets of the driver, which asks for them by the name of this class: whatever a host name
 * leads to by now, they connect to an address that an {@link EgressPolicy} has judged. The driver
 * keeps the name, by which TLS verifies whom it talks to.
 */
public final class PinnedSockets extends SocketFactory {
  /** Policies of connections that are being opened; the driver hands texts on, and no objects. */
  private static final Map<String, EgressPolicy> OPENING = new ConcurrentHashMap<>();

  private final EgressPolicy egress;

  /** For the driver, with the ticket that it was given as {@code socketFactoryArg}. */
  public PinnedSockets(String ticket) {
    EgressPolicy policy = OPENING.get(ticket);
    if (policy == null) {
      throw SynclineException.of(Category.INTERNAL, "nobody opens a connection by this ticket");
    }
    this.egress = policy;
  }

  /** A ticket by which connections are made under a policy, until it is closed. */
  record Ticket(String id) implements AutoCloseable {
    static Ticket under(EgressPolicy policy) {
      Ticket ticket = new Ticket(UUID.randomUUID().toString());
      OPENING.put(ticket.id, policy);
      return ticket;
    }

    @Override
    public void close() {
      OPENING.remove(id);
    }
  }

  @Override
  public Socket createSocket() {
    return new Pinned(egress);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    Socket socket = createSocket();
    socket.connect(InetSocketAddress.createUnresolved(host, port));
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    Socket socket = createSocket();
    socket.bind(new InetSocketAddress(from, fromPort));
    socket.connect(InetSocketAddress.createUnresolved(host, port));
    return socket;
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket(host.getHostAddress(), port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(host.getHostAddress(), port, from, fromPort);
  }

  private static final class Pinned extends Socket {
    private final EgressPolicy egress;

    Pinned(EgressPolicy egress) {
      this.egress = egress;
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
      connect(endpoint, 0);
    }

    /**
     * To the first address, as the driver would; what it has resolved by itself is not looked at.
     */
    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (!(endpoint instanceof InetSocketAddress wanted)) {
        throw new IOException("no address of the internet: " + endpoint);
      }
      InetAddress judged = egress.resolve(wanted.getHostString()).get(0);
      super.connect(new InetSocketAddress(judged, wanted.getPort()), timeout);
    }
  }
}
