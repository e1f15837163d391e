package dev.syncline.api.access;

import dev.syncline.api.ApiProperties;
import dev.syncline.api.errors.Answer;
import dev.syncline.api.errors.ErrorWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Keeps the open server to this machine's own user: a page of another site could otherwise reach it
 * through the user's browser (by a name that it points at 127.0.0.1, or by a form), and so could
 * strangers through a proxy.
 */
@Component
@Order(10)
class LoopbackGuard extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final List<String> FORWARDING =
      List.of(
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "X-Forwarded-Port",
          "X-Forwarded-Prefix",
          "X-Forwarded-Server",
          "X-Original-Host",
          "X-Real-IP",
          "Via");

  private final transient AccessMode mode;
  private final transient ErrorWriter errors;
  private final transient Set<String> hosts;

  LoopbackGuard(AccessMode mode, ApiProperties properties, ErrorWriter errors) {
    this.mode = mode;
    this.errors = errors;
    this.hosts =
        Stream.concat(
                Stream.of("localhost", "127.0.0.1", "[::1]"), properties.allowedHosts().stream())
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String refusal = mode.open() ? refusal(request) : null;
    if (refusal == null) {
      chain.doFilter(request, response);
    } else {
      errors.write(response, Answer.of(403, "FORBIDDEN", refusal));
    }
  }

  private @Nullable String refusal(HttpServletRequest request) {
    String host = request.getHeader("Host");
    if (host == null || !hosts.contains(nameOf(host))) {
      return "this server answers to localhost only; further names are configured as"
          + " syncline.allowed-hosts";
    }
    String origin = request.getHeader("Origin");
    if (origin != null && !ownOrigin(origin, host)) {
      return "requests of pages from elsewhere are refused";
    }
    if ("cross-site".equalsIgnoreCase(request.getHeader("Sec-Fetch-Site"))) {
      return "requests of pages from elsewhere are refused";
    }
    for (String header : FORWARDING) {
      if (request.getHeader(header) != null) {
        return "forwarded requests are refused while no API keys are asked for: bind the server to"
            + " another address to use it behind a proxy";
      }
    }
    return null;
  }

  private static boolean ownOrigin(String origin, String host) {
    return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
  }

  private static String nameOf(String host) {
    String name = host.strip().toLowerCase(Locale.ROOT);
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf(']') ? name.substring(0, colon) : name;
  }
}
