package dev.syncline.api.access;

import dev.syncline.store.key.Role;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which role a request needs: reading, running and deciding, or configuring. */
final class NeededRole {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OPEN =
      Set.of(
          "/api/system/health",
          "/actuator/health",
          "/actuator/health/liveness",
          "/actuator/health/readiness",
          "/v3/api-docs",
          "/v3/api-docs.yaml");

  /** What is configured: the lists themselves and their single members. */
  private static final Pattern CONFIGURATION =
      Pattern.compile(
          "/api/(connections|tasks|projects)(/[^/]*)?/?|/api/sync/schedules(/[^/]*)?/?"
              + "|/api/notifications/secret");

  private NeededRole() {}

  /**
   * @param path without the version
   * @return null where no key is needed
   */
  static @Nullable Role of(String method, String path) {
    if (method.equals("POST") && path.matches("/api/webhooks/[^/]+")) {
      return null; // the call's own signature decides
    }
    if (READING.contains(method)) {
      return OPEN.contains(path) ? null : Role.VIEWER;
    }
    return CONFIGURATION.matcher(path).matches() ? Role.ADMIN : Role.OPERATOR;
  }
}
