package dev.syncline.connectors.http;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.net.URI;

/** The address under which all of a connection's resources stand. */
final class BaseUrl {
  private BaseUrl() {}

  static URI of(ConnectionConfig connection) {
    String text =
        connection
            .setting("base_url")
            .orElseThrow(
                () ->
                    SynclineException.of(
                        Category.NOT_CONFIGURED,
                        "connection '" + connection.name() + "' has no setting 'base_url'"));
    try {
      URI uri = URI.create(text);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (web && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw wrong().because(e);
    }
    throw wrong();
  }

  private static SynclineException wrong() {
    return SynclineException.of(
        Category.INVALID,
        "setting 'base_url' must be an http or https address without user name and password");
  }
}
