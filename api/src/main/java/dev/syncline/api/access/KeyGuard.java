package dev.syncline.api.access;

import dev.syncline.api.errors.Answer;
import dev.syncline.api.errors.ErrorWriter;
import dev.syncline.api.web.TenantOfRequest;
import dev.syncline.store.database.DatabaseTrouble;
import dev.syncline.store.key.ApiKey;
import dev.syncline.store.key.ApiKeys;
import dev.syncline.store.key.Role;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Asks for an API key wherever the server is not open, and keeps each key to its tenant. */
@Component
@Order(40)
class KeyGuard extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient AccessMode mode;
  private final transient ApiKeys keys;
  private final transient KeyRates rates;
  private final transient ErrorWriter errors;

  KeyGuard(AccessMode mode, ApiKeys keys, KeyRates rates, ErrorWriter errors) {
    this.mode = mode;
    this.keys = keys;
    this.rates = rates;
    this.errors = errors;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Answer refusal = mode.open() ? null : refusal(request);
    if (refusal == null) {
      chain.doFilter(request, response);
    } else {
      errors.write(response, refusal);
    }
  }

  private @Nullable Answer refusal(HttpServletRequest request) {
    Role needed = NeededRole.of(request.getMethod(), RoutedPath.of(request));
    if (needed == null) {
      return null;
    }
    String secret = bearer(request);
    if (secret == null) {
      return Answer.plain(401);
    }
    Optional<ApiKey> key;
    try {
      key = keys.use(secret);
    } catch (RuntimeException e) {
      if (DatabaseTrouble.concerns(e)) {
        return Answer.toDatabase(e);
      }
      throw e;
    }
    if (key.isEmpty()) {
      return Answer.of(
          401, "UNAUTHENTICATED", "this API key is not known, has expired, or was revoked");
    }
    Actor.remember(request, key.get());
    Answer refused = judge(request, key.get(), needed);
    return refused == null ? tooMany(key.get()) : refused;
  }

  private @Nullable Answer tooMany(ApiKey key) {
    return rates
        .take(key.prefix())
        .map(pause -> Answer.tooMany("this API key makes too many requests", pause))
        .orElse(null);
  }

  private static @Nullable Answer judge(HttpServletRequest request, ApiKey key, Role needed) {
    String tenant = request.getHeader(TenantOfRequest.HEADER);
    if (tenant != null && !tenant.equals(key.tenant())) {
      return Answer.of(403, "FORBIDDEN", "this API key belongs to another tenant");
    }
    if (!key.role().covers(needed)) {
      return Answer.of(
          403,
          "FORBIDDEN",
          "this needs the role " + needed.word() + ", and the key has " + key.role().word());
    }
    request.setAttribute(TenantOfRequest.HEADER, key.tenant());
    return null;
  }

  private static @Nullable String bearer(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
        ? header.substring(7).strip()
        : null;
  }
}
