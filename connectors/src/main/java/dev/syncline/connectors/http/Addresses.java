package dev.syncline.connectors.http;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Puts addresses together, and tells which belong to the same system. */
final class Addresses {
  private Addresses() {}

  static URI join(URI base, String path, Map<String, String> params) {
    StringBuilder text = new StringBuilder();
    if (path.startsWith("http://") || path.startsWith("https://")) {
      text.append(path);
    } else {
      text.append(base.toString().replaceAll("/+$", ""));
      text.append(path.isEmpty() || path.startsWith("/") || path.startsWith("?") ? "" : "/");
      text.append(path);
    }
    for (Map.Entry<String, String> param : params.entrySet()) {
      text.append(text.indexOf("?") < 0 ? '?' : '&');
      text.append(encode(param.getKey())).append('=').append(encode(param.getValue()));
    }
    try {
      return URI.create(text.toString());
    } catch (IllegalArgumentException e) {
      throw SynclineException.of(
              Category.INVALID, "'" + path + "' is no path of an address; encode its characters")
          .because(e);
    }
  }

  /** Percent-encoding of everything but RFC 3986's unreserved characters. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** Whether credentials for one may go to the other: same scheme, host and port. */
  static boolean sameOrigin(URI a, URI b) {
    return origin(a).equals(origin(b));
  }

  private static String origin(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }

  /** The address without its query, which may hold secrets. */
  static String shown(URI uri) {
    return uri.getScheme()
        + "://"
        + uri.getHost()
        + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
        + uri.getRawPath();
  }
}
