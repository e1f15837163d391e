package dev.syncline.api.access;

import dev.syncline.api.errors.Answer;
import dev.syncline.api.errors.ErrorWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On a process that is a worker and no more: probes and metrics are answered, the API is not. */
@Component
@Order(20)
@ConditionalOnProperty("syncline.probes-only")
class ProbesOnly extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient ErrorWriter errors;

  ProbesOnly(ErrorWriter errors) {
    this.errors = errors;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getRequestURI().startsWith("/actuator/")) {
      chain.doFilter(request, response);
    } else {
      errors.write(
          response,
          Answer.of(404, "NOT_FOUND", "this is a worker: it answers /actuator/health, no API"));
    }
  }
}
