package dev.syncline.standalone.postgres;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The two ways in which people write where a PostgreSQL is. */
public final class DatabaseUrl {
  private DatabaseUrl() {}

  /** As JDBC wants it; {@code postgres://user:password@host/database} is turned into that. */
  public static String jdbc(String url) {
    if (url.startsWith("jdbc:postgresql:")) {
      return url;
    }
    if (url.startsWith("postgres://") || url.startsWith("postgresql://")) {
      return fromUri(URI.create(url));
    }
    throw SynclineException.of(
        Category.INVALID,
        "the database URL must begin with jdbc:postgresql:// or postgresql://, not "
            + url.replaceAll("[:/?].*", ""));
  }

  private static String fromUri(URI uri) {
    String[] account = uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
    StringBuilder jdbc = new StringBuilder("jdbc:postgresql://").append(uri.getHost());
    if (uri.getPort() > 0) {
      jdbc.append(':').append(uri.getPort());
    }
    jdbc.append(uri.getRawPath() == null ? "/" : uri.getRawPath());
    String separator = "?";
    if (uri.getRawQuery() != null) {
      jdbc.append('?').append(uri.getRawQuery());
      separator = "&";
    }
    String[] names = {"user", "password"};
    for (int i = 0; i < account.length; i++) {
      jdbc.append(separator).append(names[i]).append('=');
      jdbc.append(URLEncoder.encode(account[i], StandardCharsets.UTF_8));
      separator = "&";
    }
    return jdbc.toString();
  }

  /** For messages: parameters may hold a password. */
  static String withoutSecrets(String jdbcUrl) {
    return jdbcUrl.replaceAll("\\?.*", "");
  }
}
