package dev.syncline.connectors.postgres;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A JDBC address of which every part is known.
 *
 * @param text the address as given
 * @param hosts the hosts it leads to, as web addresses for the egress check
 * @param shown the address without its parameters
 */
record JdbcUrl(String text, List<URI> hosts, String shown) {
  private static final String PREFIX = "jdbc:postgresql://";

  /** Parameters that cannot load classes, read files or send credentials elsewhere. */
  private static final Set<String> ALLOWED =
      Set.of(
          "sslmode",
          "ssl",
          "connectTimeout",
          "socketTimeout",
          "loginTimeout",
          "ApplicationName",
          "currentSchema",
          "tcpKeepAlive",
          "targetServerType",
          "loadBalanceHosts",
          "channelBinding",
          "prepareThreshold",
          "reWriteBatchedInserts");

  static JdbcUrl parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw invalid("must look like jdbc:postgresql://host:5432/database");
    }
    String[] sides = text.substring(PREFIX.length()).split("\\?", 2);
    int slash = sides[0].indexOf('/');
    if (slash <= 0 || slash == sides[0].length() - 1 || sides[0].contains("@")) {
      throw invalid("must look like jdbc:postgresql://host:5432/database, without a user name");
    }
    if (sides.length == 2) {
      checkParameters(sides[1]);
    }
    List<URI> hosts = new ArrayList<>();
    for (String host : sides[0].substring(0, slash).split(",", -1)) {
      hosts.add(address(host));
    }
    return new JdbcUrl(text, List.copyOf(hosts), PREFIX + sides[0]);
  }

  private static void checkParameters(String query) {
    for (String pair : query.split("&", -1)) {
      String name = pair.split("=", 2)[0];
      if (name.equals("user") || name.equals("password")) {
        throw invalid(
            "holds the parameter '" + name + "'; give username and password as credentials");
      }
      if (!name.isEmpty() && !ALLOWED.contains(name)) {
        throw invalid(
            "has the parameter '%s', which is not allowed; allowed are %s"
                .formatted(name, new TreeSet<>(ALLOWED)));
      }
    }
  }

  private static URI address(String host) {
    try {
      URI address = new URI("http://" + host);
      if (address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw invalid("names the host '" + host + "', which is none").because(e);
    }
    throw invalid("names the host '" + host + "', which is none");
  }

  private static SynclineException invalid(String what) {
    return SynclineException.of(Category.INVALID, "setting 'url' of postgres " + what);
  }
}
