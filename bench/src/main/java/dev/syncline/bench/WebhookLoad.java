package dev.syncline.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends signed calls to this machine, over connections that stay open and with as little work of
 * its own as it can: it shares the processors with what it measures.
 */
final class WebhookLoad {
  static final String SECRET = "a-secret-of-the-shop";

  private static final int CONNECTIONS = 32;
  private static final int ORDERS = 300;

  private final int port;
  private final List<String> bodies = new ArrayList<>();
  private final List<String> signatures = new ArrayList<>();
  private final AtomicInteger deliveries = new AtomicInteger();

  WebhookLoad(int port) throws GeneralSecurityException {
    this.port = port;
    for (int order = 0; order < ORDERS; order++) {
      String body = "{\"type\":\"order\",\"data\":{\"id\":\"o-%d\"}}".formatted(order);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      bodies.add(body);
      signatures.add(HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8))));
    }
  }

  /**
   * Sends that many calls at an even pace; the sorted times of their answers in microseconds, each
   * from the moment at which its call was due: a server that falls behind is not let off.
   */
  List<Long> send(int calls, int aSecond) throws Exception {
    AtomicInteger next = new AtomicInteger();
    long begun = System.nanoTime();
    ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      List<Future<List<Long>>> parts = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        Callable<List<Long>> sender = () -> send(next, calls, begun, 1_000_000_000L / aSecond);
        parts.add(senders.submit(sender));
      }
      List<Long> micros = new ArrayList<>();
      for (Future<List<Long>> part : parts) {
        micros.addAll(part.get());
      }
      micros.sort(null);
      return micros;
    } finally {
      senders.shutdownNow();
    }
  }

  private List<Long> send(AtomicInteger next, int calls, long begun, long pace) throws IOException {
    List<Long> micros = new ArrayList<>();
    int call = next.getAndIncrement();
    while (call < calls) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setTcpNoDelay(true);
        InputStream in = new BufferedInputStream(socket.getInputStream());
        boolean open = true;
        while (open && call < calls) {
          long due = begun + call * pace;
          for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
          }
          socket.getOutputStream().write(request(call % ORDERS));
          String head = answer(in);
          micros.add((System.nanoTime() - due) / 1000);
          open = !head.contains("connection: close"); // after a hundred of them
          call = next.getAndIncrement();
        }
      }
    }
    return micros;
  }

  private byte[] request(int order) {
    String body = bodies.get(order);
    return """
    POST /api/webhooks/shop HTTP/1.1\r
    Host: 127.0.0.1:%d\r
    Content-Type: application/json\r
    Content-Length: %d\r
    X-Delivery-Id: d-%d\r
    X-Signature: %s\r
    \r
    %s"""
        .formatted(port, body.length(), deliveries.getAndIncrement(), signatures.get(order), body)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The head, in lower case, after the body was read too, which comes in chunks. */
  private static String answer(InputStream in) throws IOException {
    String head = until(in, "\r\n\r\n").toLowerCase(Locale.ROOT);
    if (head.contains("chunked")) {
      until(in, "\r\n0\r\n\r\n");
    }
    if (!head.startsWith("http/1.1 202 ")) {
      throw new IOException("a call was answered " + head);
    }
    return head;
  }

  private static String until(InputStream in, String end) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith(end)) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the server hung up after " + text);
      }
      read.write(next);
      text = next == '\n' ? read.toString(StandardCharsets.ISO_8859_1) : "";
    }
    return text;
  }
}
