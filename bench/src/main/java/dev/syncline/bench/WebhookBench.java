package dev.syncline.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** How soon webhooks are answered that come at an even pace, while what they are about is read. */
public final class WebhookBench {
  private static final int A_SECOND = 500;
  private static final int SECONDS = 20;

  private WebhookBench() {}

  /** See bench/README.md. */
  public static void main(String[] words) throws Exception {
    Options options = Options.parse(words);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    HttpServer shop = shop(threads);
    try {
      Path syncFile = options.work().resolve("bench.yaml");
      Files.writeString(syncFile, syncFile(shop.getAddress().getPort()));
      try (Product product = Product.start(options, syncFile)) {
        System.out.println(product.engine());
        WebhookLoad load = new WebhookLoad(product.url().getPort());
        show("warming up", load.send(A_SECOND * SECONDS, A_SECOND));
        show("measured", load.send(A_SECOND * SECONDS, A_SECOND));
        check(product, 2L * A_SECOND * SECONDS);
      }
    } finally {
      shop.stop(0);
      threads.shutdownNow();
    }
  }

  private static void show(String what, List<Long> micros) {
    System.out.printf(
        Locale.ROOT,
        "%-12s %,d answers at %d a second: 50 %% in %.1f ms, 95 %% in %.1f ms, 99 %% in %.1f ms,"
            + " all in %.1f ms%n",
        what,
        micros.size(),
        A_SECOND,
        part(micros, 0.5),
        part(micros, 0.95),
        part(micros, 0.99),
        part(micros, 1));
  }

  private static double part(List<Long> sorted, double part) {
    return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * part)) / 1000.0;
  }

  /** What was answered is stored. */
  private static void check(Product product, long wanted) throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection(product.jdbcUrl());
        ResultSet row =
            connection
                .createStatement()
                .executeQuery("select count(*) from syncline.webhook_delivery")) {
      row.next();
      if (row.getLong(1) != wanted) {
        throw new IllegalStateException(row.getLong(1) + " calls are stored, not " + wanted);
      }
    }
  }

  private static HttpServer shop(ExecutorService threads) throws IOException {
    HttpServer shop =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    shop.setExecutor(threads);
    shop.createContext(
        "/orders/",
        exchange -> {
          String id = exchange.getRequestURI().getPath().substring("/orders/".length());
          byte[] order =
              "{\"id\":\"%s\",\"version\":1}".formatted(id).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, order.length);
          exchange.getResponseBody().write(order);
          exchange.close();
        });
    shop.start();
    return shop;
  }

  private static String syncFile(int port) {
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
            scheme: hmac_sha256_hex
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
    """
        .formatted(port, WebhookLoad.SECRET);
  }
}
