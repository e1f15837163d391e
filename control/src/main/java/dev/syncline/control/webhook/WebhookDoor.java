package dev.syncline.control.webhook;

import dev.syncline.connectors.spi.Connectors;
import dev.syncline.connectors.spi.Webhook;
import dev.syncline.control.connection.StoredConfigs;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.connection.Connections;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Knows how the system of a connection calls, and what is read from it. */
@Component
class WebhookDoor {
  /** A burst of calls asks the database once in this time; a new secret counts after it. */
  private static final Duration KEPT = Duration.ofSeconds(2);

  private static final int MOST_KEPT = 1_000;

  private final Connections connections;
  private final StoredConfigs configs;
  private final Connectors connectors;
  private final ReadingTasks tasks;
  private final Clock clock;
  private final Map<Name, Open> open = new ConcurrentHashMap<>();

  WebhookDoor(
      Connections connections,
      StoredConfigs configs,
      Connectors connectors,
      ReadingTasks tasks,
      Clock clock) {
    this.connections = connections;
    this.configs = configs;
    this.connectors = connectors;
    this.tasks = tasks;
    this.clock = clock;
  }

  private record Name(String tenant, String connection) {}

  /**
   * A connection that may be called.
   *
   * @param resources what its tasks read
   */
  record Open(Webhook webhook, List<String> resources, Instant until) {}

  /** NOT_FOUND where there is no such connection, or none that takes calls. */
  Open of(String tenant, String connection) {
    Name name = new Name(tenant, connection);
    Instant now = clock.instant();
    Open known = open.get(name);
    if (known != null && known.until().isAfter(now)) {
      return known;
    }
    if (open.size() >= MOST_KEPT) {
      open.clear();
    }
    // Of the calls that find it too old, one looks, and the others wait for what it finds.
    return open.compute(
        name,
        (n, kept) ->
            kept != null && kept.until().isAfter(now) ? kept : look(tenant, connection, now));
  }

  private Open look(String tenant, String connection, Instant now) {
    return connections
        .find(tenant, connection)
        .filter(stored -> stored.enabled())
        .map(configs::of)
        .flatMap(config -> connectors.require(config.connector()).webhook(config))
        .map(hook -> new Open(hook, tasks.resources(tenant, connection), now.plus(KEPT)))
        .orElseThrow(
            () ->
                SynclineException.of(
                    Category.NOT_FOUND,
                    "there is no connection '" + connection + "' that takes webhooks"));
  }
}
