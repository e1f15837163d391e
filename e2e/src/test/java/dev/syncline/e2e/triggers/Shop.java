package dev.syncline.e2e.triggers;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A system that has orders, gives them one by one, and signs its calls. */
final class Shop implements AutoCloseable {
  private static final String SECRET = "a-secret-of-the-shop";

  private final Map<String, Integer> versions = new ConcurrentHashMap<>();
  private final AtomicInteger reads = new AtomicInteger();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final HttpServer server;

  Shop() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(
        "/orders/",
        exchange -> {
          String id = exchange.getRequestURI().getPath().substring("/orders/".length());
          Integer version = versions.get(id);
          reads.incrementAndGet();
          byte[] body = order(id, version).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(version == null ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  private static String order(String id, Integer version) {
    return "{\"id\":\"%s\",\"version\":%s}".formatted(id, version);
  }

  /** Changes an order, or makes it. */
  void change(String id) {
    versions.merge(id, 1, Integer::sum);
  }

  void remove(String id) {
    versions.remove(id);
  }

  Map<String, Integer> orders() {
    return Map.copyOf(versions);
  }

  int reads() {
    return reads.get();
  }

  /** A sync file that reads it. */
  String syncFile() {
    return """
    version: 1
    connections:
      shop:
        connector: http
        settings:
          base_url: http://127.0.0.1:%d
          resources:
            orders: { key: id, get: { path: "/orders/{id}" } }
          webhook:
            scheme: hmac_sha256_base64
            signature_header: X-Signature
            id_header: X-Delivery-Id
            resource: { path: type, map: { order: orders } }
            record_id: data.id
        credentials: { webhook_secret: "%s" }
    tasks:
      orders:
        entity: orders
        source: { connection: shop, resource: orders }
        key: id
        fields: { version: { from: version, type: integer } }
        deletes: propagate
    """
        .formatted(server.getAddress().getPort(), SECRET);
  }

  /** The body of a call about an order. */
  static String call(String id) {
    return "{\"type\":\"order\",\"data\":{\"id\":\"%s\"}}".formatted(id);
  }

  static String signature(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
