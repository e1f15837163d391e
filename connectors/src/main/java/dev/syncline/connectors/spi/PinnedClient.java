package dev.syncline.connectors.spi;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Sends web requests to addresses that an {@link EgressPolicy} has judged, and to no others: a name
 * is resolved once, and what was judged is what is connected to. Follows no redirects, unpacks
 * nothing, keeps no cookies. Thread-safe; connections are shared by all that is sent from here.
 */
public final class PinnedClient {
  /** The most bytes that a body may have. */
  public static final int LARGEST_BODY = 64 << 20;

  private static final long BEAT_MILLIS = 500;

  private final Map<EgressPolicy, CloseableHttpClient> clients = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "pinned-client");
            thread.setDaemon(true);
            return thread;
          });

  /** An answer as it came. */
  @SuppressWarnings("ArrayRecordComponent") // a body is read, never compared
  public record Answer(int status, HttpHeaders headers, byte[] body) {}

  /**
   * Sends a request and waits for its whole answer.
   *
   * @param timeout for everything together
   * @param heartbeat called twice a second while it waits; what it throws ends the waiting
   * @throws TimeoutException where the time is over
   * @throws IOException where no answer came, or not all of it
   * @throws SynclineException ADDRESS_REFUSED, TOO_LARGE, and CANCELLED where the thread is
   *     interrupted
   */
  public Answer send(HttpRequest request, Duration timeout, EgressPolicy egress, Runnable heartbeat)
      throws IOException, TimeoutException {
    HttpUriRequestBase wire = translated(request);
    CloseableHttpClient client = clients.computeIfAbsent(egress, PinnedConnections::client);
    Future<Answer> answer = threads.submit(() -> client.execute(wire, LimitedAnswer::read));
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      while (true) {
        heartbeat.run();
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new TimeoutException("no answer within " + timeout.toMillis() + " ms");
        }
        try {
          return answer.get(Math.min(left, BEAT_MILLIS), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillWaiting) {
          // Round again: the heartbeat, then the deadline.
        }
      }
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SynclineException.of(Category.CANCELLED, "stopped while waiting for an answer")
          .because(e);
    } finally {
      wire.cancel();
    }
  }

  private static IOException failure(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof SynclineException known) {
      throw known;
    }
    if (cause instanceof IOException io) {
      return io;
    }
    return new InterruptedIOException(String.valueOf(cause));
  }

  private static HttpUriRequestBase translated(HttpRequest request) {
    URI address = request.uri();
    HttpUriRequestBase wire = new HttpUriRequestBase(request.method(), address);
    request
        .headers()
        .map()
        .forEach((name, values) -> values.forEach(value -> wire.addHeader(name, value)));
    request
        .bodyPublisher()
        .filter(body -> body.contentLength() != 0)
        .ifPresent(body -> wire.setEntity(new ByteArrayEntity(BodyBytes.of(body), null)));
    return wire;
  }
}
