package dev.syncline.api.access;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/**
 * The path as routes are found by it: without escapes and parameters of its steps. A rule that
 * looks at {@code /api/%61udit} as it was sent sees another path than the one that answers.
 */
final class RoutedPath {
  private RoutedPath() {}

  static String of(HttpServletRequest request) {
    String plain = request.getRequestURI().replaceAll(";[^/]*", "");
    return UriUtils.decode(plain, StandardCharsets.UTF_8);
  }
}
