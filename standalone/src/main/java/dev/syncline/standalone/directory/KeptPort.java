package dev.syncline.standalone.directory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/**
 * A loopback port that is remembered in a file and taken again while it is free, so that what
 * bookmarks and pools know stays true over restarts.
 */
public record KeptPort(Path file) {

  /** The remembered port if it is free, else a free one, which is remembered. */
  public int choose() throws IOException {
    int port = remembered();
    if (port != 0 && isFree(port)) {
      return port;
    }
    return renew();
  }

  /** Forgets the remembered port and takes another. */
  public int renew() throws IOException {
    int port = free();
    PrivateFiles.write(file, Integer.toString(port));
    return port;
  }

  private int remembered() throws IOException {
    return PrivateFiles.read(file)
        .filter(text -> text.matches("[1-9][0-9]{0,4}"))
        .map(Integer::parseInt)
        .filter(port -> port < 65_536)
        .orElse(0);
  }

  /** A loopback port that nobody listens on now. */
  public static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
