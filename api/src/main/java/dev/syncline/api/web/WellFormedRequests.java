package dev.syncline.api.web;

import dev.syncline.api.errors.Answer;
import dev.syncline.api.errors.ErrorWriter;
import dev.syncline.api.requests.JsonBodies;
import dev.syncline.api.requests.StrictText;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Refuses addresses whose escapes are no UTF-8 text, which servers otherwise decode to something
 * else, parameters without a name, which they fail at, and bodies that say themselves that they are
 * too large.
 */
@Component
@Order(20)
class WellFormedRequests extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private static final Pattern NAMELESS = Pattern.compile("(^|&)=");

  private final transient ErrorWriter errors;

  WellFormedRequests(ErrorWriter errors) {
    this.errors = errors;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Answer refusal = refusal(request);
    if (refusal == null) {
      chain.doFilter(request, response);
    } else {
      errors.write(response, refusal);
    }
  }

  private static @Nullable Answer refusal(HttpServletRequest request) {
    String query = request.getQueryString();
    if (!StrictText.escapedTextIsValid(request.getRequestURI())
        || (query != null && !StrictText.escapedTextIsValid(query))) {
      return Answer.of(
          400, "INVALID_REQUEST", "the address has an escape that is no UTF-8 text, or a NUL");
    }
    if (query != null && NAMELESS.matcher(query).find()) {
      return Answer.of(400, "INVALID_REQUEST", "the address has a parameter without a name");
    }
    if (request.getContentLengthLong() > JsonBodies.MAX_BYTES) {
      return Answer.to(JsonBodies.tooLarge());
    }
    return null;
  }
}
