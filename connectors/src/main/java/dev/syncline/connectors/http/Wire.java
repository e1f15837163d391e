package dev.syncline.connectors.http;

import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.PinnedClient;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Sends one request and waits for its whole answer, telling the surroundings that it waits. */
final class Wire {
  private final PinnedClient client = new PinnedClient();

  HttpAnswer send(HttpRequest request, Duration timeout, ConnectorContext context) {
    URI address = request.uri();
    try {
      PinnedClient.Answer answer =
          client.send(request, timeout, context.egress(), context.heartbeat());
      return new HttpAnswer(
          address, answer.status(), answer.headers(), answer.body(), context.redaction());
    } catch (TimeoutException e) {
      throw SynclineException.of(
              Category.UNAVAILABLE,
              "no answer from "
                  + Addresses.shown(address)
                  + " within "
                  + timeout.toMillis()
                  + " ms (setting 'timeout')")
          .because(e);
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw SynclineException.of(
              Category.UNAVAILABLE,
              "the call to " + Addresses.shown(address) + " broke off: " + why)
          .because(e);
    }
  }
}
