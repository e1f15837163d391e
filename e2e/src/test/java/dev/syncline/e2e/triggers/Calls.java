package dev.syncline.e2e.triggers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Calls a server as other systems do: at their own pace, again where no answer comes. */
final class Calls {
  private static final int SENDERS = 16;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final ConcurrentLinkedQueue<Call> unanswered = new ConcurrentLinkedQueue<>();
  private final List<Long> micros = new CopyOnWriteArrayList<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger repeats = new AtomicInteger();
  private final List<String> strange = new CopyOnWriteArrayList<>();
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final Consumer<String> change;

  /**
   * @param change makes the change that a delivery tells of, before it is sent for the first time
   */
  Calls(Consumer<String> change) {
    this.change = change;
  }

  record Call(String delivery, String order) {}

  int accepted() {
    return accepted.get();
  }

  int repeats() {
    return repeats.get();
  }

  /** Answers that were neither. */
  List<String> strange() {
    return strange;
  }

  /** What nobody answered, since the server was gone. */
  List<Call> unanswered() {
    List<Call> calls = new ArrayList<>(unanswered);
    unanswered.clear();
    return calls;
  }

  /** The time within which that part of the answers came, in milliseconds. */
  double millis(double part) {
    List<Long> sorted = micros.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * part)) / 1000.0;
  }

  void forgetTimes() {
    micros.clear();
  }

  /** Sends them at that many a second; returns when all were answered or failed. */
  void send(URI server, List<Call> calls, int aSecond) {
    ConcurrentLinkedQueue<Call> queue = new ConcurrentLinkedQueue<>(calls);
    long begun = System.nanoTime();
    AtomicInteger next = new AtomicInteger();
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      Thread sender =
          new Thread(
              () -> {
                for (Call call = queue.poll(); call != null; call = queue.poll()) {
                  long at = begun + next.getAndIncrement() * 1_000_000_000L / aSecond;
                  for (long left = at - System.nanoTime();
                      left > 0;
                      left = at - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                  }
                  send(server, call);
                }
              });
      sender.start();
      senders.add(sender);
    }
    for (Thread sender : senders) {
      try {
        sender.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }

  private void send(URI server, Call call) {
    if (known.add(call.delivery())) {
      change.accept(call.order());
    }
    String body = Shop.call(call.order());
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/api/webhooks/shop"))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .header("X-Delivery-Id", call.delivery())
            .header("X-Signature", Shop.signature(body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    long begun = System.nanoTime();
    try {
      HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      micros.add((System.nanoTime() - begun) / 1000);
      switch (answer.statusCode()) {
        case 202 -> accepted.incrementAndGet();
        case 200 -> repeats.incrementAndGet();
        default -> strange.add(answer.statusCode() + " " + answer.body());
      }
    } catch (IOException e) {
      unanswered.add(call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
