package dev.syncline.api.access;

import dev.syncline.api.web.TenantOfRequest;
import dev.syncline.domain.Names;
import dev.syncline.store.audit.AuditEntry;
import dev.syncline.store.audit.AuditTrail;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Writes down who changed what, and what was refused. Reading is not written down, nor are the
 * calls of other systems' webhooks, which are kept by themselves. Bodies and queries are left out:
 * they may hold secrets.
 */
@Component
@Order(35)
class AuditFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(AuditFilter.class);
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final int LONGEST_TARGET = 500;

  private final transient AccessMode mode;
  private final transient AuditTrail trail;
  private final transient Clock clock;

  AuditFilter(AccessMode mode, AuditTrail trail, Clock clock) {
    this.mode = mode;
    this.trail = trail;
    this.clock = clock;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (READING.contains(request.getMethod())
        || request.getRequestURI().startsWith("/api/webhooks/")) {
      chain.doFilter(request, response);
      return;
    }
    Instant at = clock.instant();
    try {
      chain.doFilter(request, response);
    } finally {
      note(request, response.getStatus(), at);
    }
  }

  private void note(HttpServletRequest request, int status, Instant at) {
    Actor actor = Actor.of(request);
    String tenant = actor == null ? openTenant(request) : actor.tenant();
    if (tenant == null) {
      return; // nobody that is known, and nobody whose trail it could stand in
    }
    try {
      trail.add(
          tenant,
          new AuditEntry(
              at,
              actor == null ? "loopback" : actor.name(),
              actor == null ? null : actor.role(),
              request.getMethod(),
              route(request),
              target(request),
              status));
    } catch (RuntimeException e) {
      log.warn("a call is missing in the audit trail: {} {}", request.getMethod(), status, e);
    }
  }

  private @Nullable String openTenant(HttpServletRequest request) {
    if (!mode.open()) {
      return null;
    }
    String header = request.getHeader(TenantOfRequest.HEADER);
    if (header == null) {
      return Names.DEFAULT_TENANT;
    }
    return Names.isName(header.strip()) ? header.strip() : null;
  }

  private static @Nullable String route(HttpServletRequest request) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return pattern == null || pattern.toString().equals("/**") ? null : pattern.toString();
  }

  private static String target(HttpServletRequest request) {
    String path = request.getRequestURI().replace("\u0000", "");
    return path.length() <= LONGEST_TARGET ? path : path.substring(0, LONGEST_TARGET);
  }
}
