package dev.syncline.simulators.rest;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The wire: requests in, answers out, as well or as badly as the fault wants. */
final class Requests {
  private Requests() {}

  static LoggedRequest read(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return new LoggedRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().toString(),
        exchange.getRequestURI().getPath(),
        query(exchange.getRequestURI().getRawQuery()),
        headers,
        body);
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&")) {
        String[] parts = pair.split("=", 2);
        query.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
      }
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  static void send(HttpExchange exchange, Answer answer, @Nullable Fault fault) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    if (fault instanceof Fault.LostAnswer) {
      return;
    }
    if (fault instanceof Fault.Slow slow) {
      pause(slow.delay());
    }
    int announced = body.length;
    if (fault instanceof Fault.CutBody || fault instanceof Fault.TruncatedJson) {
      body = Arrays.copyOf(body, body.length / 2);
    }
    if (fault instanceof Fault.TruncatedJson) {
      announced = body.length;
    }
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), announced == 0 ? -1 : announced);
    exchange.getResponseBody().write(body);
    exchange.getResponseBody().flush();
  }

  private static void pause(Duration delay) throws IOException {
    try {
      Thread.sleep(delay.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the simulator is stopping", e);
    }
  }
}
