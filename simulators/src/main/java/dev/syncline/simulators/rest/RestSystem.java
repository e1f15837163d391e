package dev.syncline.simulators.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A system that speaks JSON over HTTP on a free loopback port. Records stand under {@code /NAME}
 * and {@code /NAME/{id}}; GET, POST, PUT, PATCH and DELETE work, with {@code ETag}, {@code
 * If-Match} and {@code Idempotency-Key}. Faults are switched on for some or for all requests.
 */
public final class RestSystem implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, RestResource> resources = new ConcurrentHashMap<>();
  private final Map<String, Function<LoggedRequest, RawAnswer>> routes = new ConcurrentHashMap<>();
  private final Faults faults = new Faults();
  private final Crowd crowd = new Crowd();
  private final List<LoggedRequest> log = new CopyOnWriteArrayList<>();
  private volatile @Nullable String requiredHeader;
  private volatile String requiredValue = "";

  /** What a route of a test's own answers. */
  public record RawAnswer(int status, Map<String, String> headers, String body) {}

  private RestSystem(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  public static RestSystem start() {
    return start(0);
  }

  /** Starts on a port; 0 takes a free one. */
  public static RestSystem start(int port) {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      return new RestSystem(HttpServer.create(new InetSocketAddress(loopback, port), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** The resource of that name, made empty when it is first asked for. */
  public RestResource resource(String name) {
    return resources.computeIfAbsent(name, n -> new RestResource());
  }

  /** Answers a path by a function of the request, before anything else. */
  public RestSystem route(String path, Function<LoggedRequest, RawAnswer> answer) {
    routes.put(path, answer);
    return this;
  }

  public RestSystem requireBearer(String token) {
    return requireHeader("Authorization", "Bearer " + token);
  }

  public RestSystem requireBasic(String username, String password) {
    byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return requireHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  public RestSystem requireHeader(String name, String value) {
    requiredValue = value;
    requiredHeader = name;
    return this;
  }

  /** The next {@code times} requests meet the fault. */
  public RestSystem fail(Fault fault, int times) {
    faults.next(fault, times);
    return this;
  }

  /** Every request meets the fault, until {@link #heal}. */
  public RestSystem failAlways(Fault fault) {
    faults.always(fault);
    return this;
  }

  /** Such requests meet the fault, until {@link #heal}. */
  public RestSystem failWhen(Predicate<LoggedRequest> requests, Fault fault) {
    faults.when(requests, fault);
    return this;
  }

  public RestSystem heal() {
    faults.clear();
    return this;
  }

  /** More requests at once than this are asked for patience (429, {@code Retry-After: 1}). */
  public RestSystem atMostAtOnce(int requests) {
    crowd.limit(requests);
    return this;
  }

  /** The most requests that were under way at once. */
  public int mostAtOnce() {
    return crowd.most();
  }

  /** The requests so far, in order. */
  public List<LoggedRequest> requests() {
    return List.copyOf(log);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      LoggedRequest request = Requests.read(exchange);
      log.add(request);
      boolean room = crowd.enter();
      try {
        Fault fault = room ? faults.of(request) : Fault.tooManyRequests("1");
        if (fault instanceof Fault.Status status) {
          Answer answer =
              new Answer(status.code(), status.headers(), "application/json", status.body());
          Requests.send(exchange, answer, null);
          return;
        }
        Requests.send(
            exchange, fault instanceof Fault.Html ? Answer.html() : answer(request), fault);
      } finally {
        crowd.leave();
      }
    }
  }

  private Answer answer(LoggedRequest request) {
    Function<LoggedRequest, RawAnswer> route = routes.get(request.path());
    if (route != null) {
      RawAnswer raw = route.apply(request);
      return new Answer(raw.status(), raw.headers(), "application/json", raw.body());
    }
    String header = requiredHeader;
    if (header != null
        && !requiredValue.equals(request.headers().get(header.toLowerCase(Locale.ROOT)))) {
      return Answer.error(401, "who are you?");
    }
    String[] steps = request.path().substring(1).split("/", 2);
    RestResource resource = resources.get(steps[0]);
    if (resource == null) {
      return Answer.error(404, "no such resource");
    }
    if (steps.length == 2) {
      return RecordAnswer.of(resource, steps[1], request);
    }
    return switch (request.method()) {
      case "GET" -> ListAnswer.of(resource, request);
      case "POST" -> RecordAnswer.create(resource, request);
      default -> Answer.error(405, "method not allowed");
    };
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
