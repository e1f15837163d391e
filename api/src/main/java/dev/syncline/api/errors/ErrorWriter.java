package dev.syncline.api.errors;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes error answers where no controller is at work: in filters and below them. */
@Component
public class ErrorWriter {
  private static final JsonMapper JSON = JsonMapper.shared();

  public void write(HttpServletResponse response, Answer answer) throws IOException {
    response.setStatus(answer.status());
    response.setContentType("application/json");
    if (answer.status() == 401) {
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    if (answer.retryAfterSeconds() != null) {
      response.setHeader("Retry-After", answer.retryAfterSeconds().toString());
    }
    byte[] body = json(answer.body()).getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  static String json(ErrorBody body) {
    return JSON.writeValueAsString(body);
  }
}
