package dev.syncline.activities.pipeline;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A web server that receives calls and answers with the statuses it was given, else 200. */
final class Hook implements AutoCloseable {
  final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  final Deque<Integer> answers = new ConcurrentLinkedDeque<>();
  private final HttpServer server;

  record Call(String method, String path, Map<String, String> headers, String body) {}

  Hook() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          Map<String, String> headers =
              exchange.getRequestHeaders().entrySet().stream()
                  .collect(
                      Collectors.toMap(
                          e -> e.getKey().toLowerCase(java.util.Locale.ROOT),
                          e -> e.getValue().get(0)));
          Integer status = answers.poll();
          exchange.sendResponseHeaders(status == null ? 200 : status, -1);
          exchange.close();
          calls.add(
              new Call(
                  exchange.getRequestMethod(), exchange.getRequestURI().getPath(), headers, body));
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Call next() throws InterruptedException {
    Call call = calls.poll(40, TimeUnit.SECONDS);
    if (call == null) {
      throw new AssertionError("no call came");
    }
    return call;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
