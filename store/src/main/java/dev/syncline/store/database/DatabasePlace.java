package dev.syncline.store.database;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** Which database a JDBC URL leads to, however it is spelt. */
record DatabasePlace(InetAddress host, String port, String name) {

  /** The place, or null where the URL does not parse or its host does not resolve. */
  static @Nullable DatabasePlace of(String jdbcUrl) {
    Properties parsed = Driver.parseURL(jdbcUrl, new Properties());
    if (parsed == null) {
      return null;
    }
    try {
      return new DatabasePlace(
          InetAddress.getByName(parsed.getProperty("PGHOST", "localhost")),
          parsed.getProperty("PGPORT", "5432"),
          parsed.getProperty("PGDBNAME", ""));
    } catch (UnknownHostException e) {
      return null;
    }
  }

  boolean same(DatabasePlace other) {
    boolean hosts =
        host.equals(other.host) || (host.isLoopbackAddress() && other.host.isLoopbackAddress());
    return hosts && port.equals(other.port) && name.equals(other.name);
  }
}
