package dev.syncline.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Answers everything under {@code /api/v1} too: the controllers see {@code /api} alone. */
@Component
@Order(30)
class VersionedPaths extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String VERSIONED = "/api/v1/";
  private static final String PLAIN = "/api/";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(
        request.getRequestURI().startsWith(VERSIONED) ? new Unversioned(request) : request,
        response);
  }

  private static final class Unversioned extends HttpServletRequestWrapper {
    Unversioned(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getRequestURI() {
      return plain(super.getRequestURI());
    }

    @Override
    public String getServletPath() {
      return plain(super.getServletPath());
    }

    private static String plain(String path) {
      return path.startsWith(VERSIONED) ? PLAIN + path.substring(VERSIONED.length()) : path;
    }
  }
}
