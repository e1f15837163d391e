package dev.syncline.e2e.secrets;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * A system that repeats what it is sent, wherever it can: in bodies, headers and addresses. The
 * path's first word says how it answers.
 */
final class EchoSystem implements AutoCloseable {
  /** How it can answer a read. */
  static final List<String> READS =
      List.of("good", "pages", "refuse", "break", "limit", "garbage", "redirect", "away", "slow");

  /** How it can answer a write. */
  static final List<String> WRITES = List.of("good", "refuse", "break", "invalid");

  private final Set<String> heard = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  EchoSystem() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Whether somebody sent this, as it is, in base64 or percent-encoded. */
  boolean heard(String secret) {
    return heard.stream().anyMatch(text -> text.contains(secret));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Headers headers = exchange.getRequestHeaders();
    String echo =
        exchange.getRequestURI()
            + " "
            + headers.entrySet().stream()
                .map(e -> e.getKey() + ": " + decoded(String.join(",", e.getValue())))
                .collect(Collectors.joining(" "))
            + " "
            + body;
    heard.add(echo);
    String authorization = String.valueOf(headers.getFirst("Authorization"));
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("X-Echo", URLEncoder.encode(echo, StandardCharsets.UTF_8));
    String[] path = exchange.getRequestURI().getPath().split("/");
    switch (path.length > 1 ? path[1] : "") {
      case "token" ->
          send(exchange, 200, "{\"access_token\":\"cN4RYmark-access-token\",\"expires_in\":60}");
      case "no-token" -> send(exchange, 401, error(echo));
      case "refuse" -> send(exchange, 401, error(authorization + " " + echo));
      case "break" -> send(exchange, 500, "it broke: " + echo);
      case "limit" -> send(exchange, 429, "x".repeat(60) + authorization + echo);
      case "invalid" -> send(exchange, 422, error(echo));
      case "garbage" -> {
        exchange
            .getResponseHeaders()
            .set("Content-Type", "text/" + URLEncoder.encode(echo, StandardCharsets.UTF_8));
        send(exchange, 200, authorization + " " + echo);
      }
      case "redirect" ->
          redirect(exchange, url() + "/refuse/" + URLEncoder.encode(echo, StandardCharsets.UTF_8));
      case "away" ->
          redirect(
              exchange,
              "http://169.254.169.254/" + URLEncoder.encode(echo, StandardCharsets.UTF_8));
      case "pages" -> page(exchange, authorization);
      case "slow" -> closing();
      default ->
          send(
              exchange,
              200,
              exchange.getRequestMethod().equals("GET")
                  ? "[{\"id\":1,\"name\":\"pL4NTmark\"}]"
                  : "{\"id\":1}");
    }
    exchange.close();
  }

  /** Some systems take keys from the address, and repeat them in the next one. */
  private void page(HttpExchange exchange, String authorization) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getRawQuery());
    int page = query.contains("page=2") ? 2 : query.contains("page=3") ? 3 : 1;
    if (page < 3) {
      String key =
          URLEncoder.encode(
              decoded(authorization).replaceFirst("^\\w+ ", ""), StandardCharsets.UTF_8);
      exchange
          .getResponseHeaders()
          .set("Link", "<%s/pages?page=%d&key=%s>; rel=\"next\"".formatted(url(), page + 1, key));
    }
    send(exchange, 200, "[{\"id\":%d,\"name\":\"pL4NTmark\"}]".formatted(page));
  }

  private static String error(String echo) {
    return JsonMapper.shared().writeValueAsString(Map.of("error", echo));
  }

  private static String decoded(String header) {
    if (!header.startsWith("Basic ")) {
      return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
    byte[] pair = Base64.getDecoder().decode(header.substring(6));
    return "Basic " + new String(pair, StandardCharsets.UTF_8);
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(302, -1);
  }

  private void closing() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
