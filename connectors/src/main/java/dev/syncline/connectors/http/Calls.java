package dev.syncline.connectors.http;

import dev.syncline.connectors.settings.Durations;
import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls one connection's system. Every hop passes the egress check and the rate limit; headers and
 * credentials go to the connection's own origin and nowhere else.
 */
final class Calls {
  /** The code of a failure after which nobody knows whether the request was carried out. */
  static final String ANSWER_LOST = "ANSWER_LOST";

  private static final int MAX_REDIRECTS = 5;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Wire wire;
  private final ConnectorContext context;
  private final RateLimit rate;
  private final Duration timeout;
  private final URI base;
  private final Map<String, String> headers;
  private final Auth auth;

  Calls(
      ConnectionConfig connection,
      ConnectorContext context,
      Wire wire,
      Tokens tokens,
      RateLimit rate) {
    this.wire = wire;
    this.context = context;
    this.rate = rate;
    this.timeout = Durations.timeout(connection, TIMEOUT);
    this.base = BaseUrl.of(connection);
    this.headers = ResourceSettings.texts(connection.settings().path("headers"));
    this.auth = AuthSettings.of(connection, tokens, this);
  }

  URI base() {
    return base;
  }

  Clock clock() {
    return context.clock();
  }

  /** Takes a secret that the system gave, so that no message repeats it. */
  void hide(String secret) {
    context.redaction().learn(secret);
  }

  /** The answer to a GET, a success or not, after redirects. */
  HttpAnswer get(URI address, Map<String, String> more) {
    HttpAnswer answer = follow(address, more);
    return answer.status() == 401 && auth.renew() ? follow(address, more) : answer;
  }

  /** The answer to a GET; throws where it is no success. */
  HttpAnswer require(URI address, Map<String, String> more) {
    HttpAnswer answer = get(address, more);
    if (answer.status() / 100 != 2) {
      throw HttpTrouble.of(answer, context.clock());
    }
    return answer;
  }

  /**
   * The answer to a request that changes something. Redirects are not followed: what was sent must
   * not be sent to anybody else.
   */
  HttpAnswer send(String method, URI address, Map<String, String> more, @Nullable String body) {
    if (!Addresses.sameOrigin(address, base)) {
      throw SynclineException.of(
          Category.INVALID, Addresses.shown(address) + " does not belong to base_url");
    }
    HttpAnswer answer = sent(signed(method, address, more, body));
    return answer.status() == 401 && auth.renew()
        ? sent(signed(method, address, more, body))
        : answer;
  }

  private HttpAnswer sent(HttpRequest request) {
    try {
      return once(request);
    } catch (SynclineException e) {
      if (e.category() != Category.UNAVAILABLE || neverSent(e)) {
        throw e;
      }
      throw SynclineException.of(Category.UNAVAILABLE, ANSWER_LOST, e.getMessage()).because(e);
    }
  }

  /** Whether the system was not reached at all. */
  static boolean neverSent(SynclineException e) {
    Throwable cause = e.getCause();
    return cause instanceof ConnectException
        || cause instanceof ConnectTimeoutException
        || cause instanceof UnknownHostException;
  }

  private HttpRequest signed(
      String method, URI address, Map<String, String> more, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).header("Accept", "application/json");
    headers.forEach(request::setHeader);
    more.forEach(request::setHeader);
    auth.sign(request, method, address);
    if (body == null) {
      return request.method(method, HttpRequest.BodyPublishers.noBody()).build();
    }
    return request
        .setHeader("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private HttpAnswer follow(URI start, Map<String, String> more) {
    URI address = start;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      context.egress().check(address);
      HttpRequest.Builder request =
          HttpRequest.newBuilder(address).header("Accept", "application/json");
      if (Addresses.sameOrigin(address, base)) {
        headers.forEach(request::setHeader);
        more.forEach(request::setHeader);
        auth.sign(request, "GET", address);
      }
      HttpAnswer answer = once(request.GET().build());
      Optional<String> location = answer.headers().firstValue("Location");
      if (answer.status() / 100 != 3 || answer.status() == 304 || location.isEmpty()) {
        return answer;
      }
      address = resolve(address, location.get());
    }
    throw SynclineException.of(
        Category.INVALID,
        Addresses.shown(start) + " redirects more than " + MAX_REDIRECTS + " times");
  }

  /** One request as it is, without redirects. */
  HttpAnswer once(HttpRequest request) {
    rate.await(context.heartbeat());
    context.egress().check(request.uri());
    return wire.send(request, timeout, context);
  }

  private static URI resolve(URI from, String location) {
    try {
      return from.resolve(location.strip());
    } catch (IllegalArgumentException e) {
      throw SynclineException.of(
              Category.INVALID,
              Addresses.shown(from) + " redirects to something that is no address")
          .because(e);
    }
  }
}
