package dev.syncline.connectors.http;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends one request and waits for its whole answer, telling the surroundings that it waits. */
final class Wire {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final long BEAT_MILLIS = 500;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  HttpAnswer send(HttpRequest request, Duration timeout, Runnable heartbeat) {
    URI address = request.uri();
    CompletableFuture<HttpResponse<byte[]>> future =
        client.sendAsync(request, info -> new LimitedBody());
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      for (; ; ) {
        heartbeat.run();
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw SynclineException.of(
              Category.UNAVAILABLE,
              "no answer from "
                  + Addresses.shown(address)
                  + " within "
                  + timeout.toMillis()
                  + " ms (setting 'timeout')");
        }
        try {
          HttpResponse<byte[]> answer =
              future.get(Math.min(left, BEAT_MILLIS), TimeUnit.MILLISECONDS);
          return new HttpAnswer(address, answer.statusCode(), answer.headers(), answer.body());
        } catch (TimeoutException stillWaiting) {
          // Round again: the heartbeat, then the deadline.
        }
      }
    } catch (ExecutionException e) {
      throw failed(address, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SynclineException.of(Category.CANCELLED, "stopped while waiting for an answer")
          .because(e);
    } finally {
      future.cancel(true);
    }
  }

  private static SynclineException failed(URI address, Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof SynclineException known) {
        return known;
      }
    }
    if (cause instanceof IOException) {
      String why =
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
      return SynclineException.of(
              Category.UNAVAILABLE,
              "the call to " + Addresses.shown(address) + " broke off: " + why)
          .because(cause);
    }
    return SynclineException.of(
            Category.INTERNAL, "the call to " + Addresses.shown(address) + " failed")
        .because(cause);
  }
}
