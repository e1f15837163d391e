package dev.syncline.connectors.http;

import dev.syncline.connectors.settings.Durations;
import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.ConnectorDescriptor;
import dev.syncline.connectors.spi.PlannedRequest;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.SourceRequest;
import dev.syncline.connectors.spi.Target;
import dev.syncline.connectors.spi.TargetRequest;
import dev.syncline.connectors.spi.Webhook;
import dev.syncline.connectors.spi.WriteCommand;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Any JSON-over-HTTP system. Tokens, rate limits and lanes are shared by all that is opened from
 * here, so that the many short reads of a run keep one limit and one token.
 */
public final class HttpConnector implements Connector {
  /** Connections of several tenants may have one name; the limit belongs to the settings. */
  private record Limited(String name, String settings, int credentials) {}

  private final Wire wire = new Wire();
  private final Tokens tokens = new Tokens();
  private final ConcurrentHashMap<Limited, RateLimit> rates = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Limited, Lanes> lanes = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "http-lane");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public ConnectorDescriptor descriptor() {
    return HttpDescriptor.DESCRIPTOR;
  }

  @Override
  public List<String> problems(ConnectionConfig connection) {
    List<String> problems = new ArrayList<>();
    if (connection.hasSetting("base_url")) {
      collect(problems, () -> BaseUrl.of(connection));
    }
    collect(problems, () -> Durations.timeout(connection, Duration.ofSeconds(1)));
    collect(problems, () -> RateLimit.of(connection));
    collect(problems, () -> Lanes.wanted(connection));
    problems.addAll(AuthSettings.problems(connection));
    problems.addAll(new ResourceSettings(connection).problems());
    problems.addAll(HttpDescriptor.headerProblems(connection));
    return problems;
  }

  private static void collect(List<String> problems, Runnable check) {
    try {
      check.run();
    } catch (SynclineException e) {
      problems.add(e.getMessage());
    }
  }

  /** Calls the base address: any answer but a refusal or a failure means that it is there. */
  @Override
  public void test(ConnectionConfig connection, ConnectorContext context) {
    Calls calls = calls(connection, context);
    HttpAnswer answer = calls.get(Addresses.join(calls.base(), "", Map.of()), Map.of());
    int status = answer.status();
    if (status == 401 || status == 403 || status == 429 || status >= 500) {
      throw HttpTrouble.of(answer, context.clock());
    }
  }

  @Override
  public Source openSource(
      ConnectionConfig connection, SourceRequest request, ConnectorContext context) {
    String resource =
        request
            .resourceName()
            .orElseThrow(
                () ->
                    SynclineException.of(
                        Category.INVALID,
                        "a source of connector 'http' needs a resource: a name under resources, or"
                            + " the path /NAME"));
    ResourceSpec spec = new ResourceSettings(connection).resource(resource);
    return new HttpSource(spec, calls(connection, context));
  }

  @Override
  public Target openTarget(
      ConnectionConfig connection, TargetRequest request, ConnectorContext context) {
    ResourceSpec spec = new ResourceSettings(connection).resource(request.resource());
    WriteSpec writes = writes(connection, request);
    Calls calls = calls(connection, context);
    Lookup lookup = new Lookup(spec, writes, calls);
    Standing standing = new Standing(spec, writes, calls);
    OneWrite one = new OneWrite(writes, calls, lookup, standing);
    return new HttpTarget(writes, one, lookup, standing, lanes(connection), context.heartbeat());
  }

  @Override
  public Optional<Webhook> webhook(ConnectionConfig connection) {
    return connection.settings().path("webhook").isObject()
        ? Optional.of(HttpWebhook.of(connection))
        : Optional.empty();
  }

  @Override
  public PlannedRequest planned(
      ConnectionConfig connection, TargetRequest request, WriteCommand command, String externalId) {
    return PlannedCall.of(connection, writes(connection, request), command, externalId);
  }

  @Override
  public Optional<String> doubtfulCreation(ConnectionConfig connection, TargetRequest request) {
    return DoubtfulCreation.of(writes(connection, request), request.fields().keySet());
  }

  private static WriteSpec writes(ConnectionConfig connection, TargetRequest request) {
    ResourceSettings settings = new ResourceSettings(connection);
    List<String> key =
        request.key().isEmpty() ? settings.resource(request.resource()).key() : request.key();
    return settings.writes(request.resource(), key.get(0));
  }

  private Calls calls(ConnectionConfig connection, ConnectorContext context) {
    RateLimit rate = rates.computeIfAbsent(limited(connection), key -> RateLimit.of(connection));
    return new Calls(connection, context, wire, tokens, rate);
  }

  private Lanes lanes(ConnectionConfig connection) {
    return lanes.computeIfAbsent(
        limited(connection), key -> new Lanes(Lanes.wanted(connection), threads));
  }

  private static Limited limited(ConnectionConfig connection) {
    return new Limited(
        connection.name(), connection.settings().toString(), connection.credentials().hashCode());
  }
}
