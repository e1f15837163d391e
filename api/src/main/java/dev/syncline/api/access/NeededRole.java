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

  /** What only admins may read. */
  private static final Set<String> SECRET = Set.of("/api/audit");

  /** What there is to read, and what runs or decides something; a test compares it with the API. */
  private static final Pattern READ =
      Pattern.compile(
          "/api/(sync/(status|failures|schedules)|connections|tasks|executions|plans|approvals"
              + "|records|id-map|duplicates|conflicts|events|projects|notifications|sandbox)(/.*)?");

  private static final Pattern RUN =
      Pattern.compile(
          "/api/sync(/[^/]+)?|/api/id-map|/api/sync/(status|failures|schedules)/[^/]+/[a-z-]+"
              + "|/api/(connections|tasks|executions|plans|approvals|duplicates|conflicts|projects)"
              + "/[^/]+/[a-z-]+|/api/webhooks/[^/]+");

  private NeededRole() {}

  /** Whether a route was thought of: what was not needs an admin. */
  static boolean known(String method, String path) {
    return READING.contains(method)
        ? OPEN.contains(path) || SECRET.contains(path) || READ.matcher(path).matches()
        : CONFIGURATION.matcher(path).matches() || RUN.matcher(path).matches();
  }

  /**
   * @param path without the version
   * @return null where no key is needed
   */
  static @Nullable Role of(String method, String path) {
    if (method.equals("POST") && path.matches("/api/webhooks/[^/]+")) {
      return null; // the call's own signature decides
    }
    if (READING.contains(method)) {
      if (OPEN.contains(path)) {
        return null;
      }
      return SECRET.contains(path) ? Role.ADMIN : Role.VIEWER;
    }
    return RUN.matcher(path).matches() && !CONFIGURATION.matcher(path).matches()
        ? Role.OPERATOR
        : Role.ADMIN;
  }
}
