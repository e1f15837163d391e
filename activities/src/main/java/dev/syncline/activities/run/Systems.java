package dev.syncline.activities.run;

import dev.syncline.activities.attempt.Pulse;
import dev.syncline.activities.mapping.RecordMapping;
import dev.syncline.activities.sandbox.RecordingTarget;
import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.Connectors;
import dev.syncline.connectors.spi.Layout;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.Target;
import dev.syncline.connectors.spi.TargetRequest;
import dev.syncline.control.connection.OwnDatabase;
import dev.syncline.control.connection.StoredConfigs;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.connection.Connections;
import dev.syncline.store.connection.StoredConnection;
import dev.syncline.store.sandbox.SandboxRequests;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Opens the systems that tasks read from and write to, with their decrypted credentials. */
@Component
public class Systems {
  private final Connections connections;
  private final StoredConfigs configs;
  private final Connectors connectors;
  private final ConnectorContext context;
  private final OwnDatabase ownDatabase;
  private final SandboxRequests sandbox;

  public Systems(
      Connections connections,
      StoredConfigs configs,
      Connectors connectors,
      ConnectorContext context,
      OwnDatabase ownDatabase,
      SandboxRequests sandbox) {
    this.connections = connections;
    this.configs = configs;
    this.connectors = connectors;
    this.ownDatabase = ownDatabase;
    this.sandbox = sandbox;
    this.context = new ConnectorContext(context.clock(), context.egress(), Pulse::check);
  }

  /** The task's source; the caller closes it. */
  public Source source(String tenant, TaskSpec task) {
    ConnectionConfig config = config(stored(tenant, task.source().connection()));
    return connector(config)
        .openSource(config, task.source().request(task.key(), task.modified()), context);
  }

  /** How a task's source is mapped, and the fields of its external id. */
  public record Keyed(List<String> key, RecordMapping mapping) {
    public Keyed {
      key = List.copyOf(key);
    }
  }

  /** The mapping of a task's source, with the source's own key where the task names none. */
  public Keyed keyed(String tenant, TaskSpec task) {
    List<String> key = task.key();
    String modified = task.modified();
    if (key.isEmpty() || modified == null) {
      try (Source source = source(tenant, task)) {
        key = key.isEmpty() ? source.defaultKey() : key;
        modified = modified == null ? source.defaultModified().orElse(null) : modified;
      }
    }
    if (key.isEmpty()) {
      throw SynclineException.of(
          Category.INVALID,
          "task '" + task.name() + "' needs a 'key': the source field that holds the external id");
    }
    return new Keyed(key, RecordMapping.compile(task, key, modified));
  }

  /** A target; the caller closes it. */
  public Target target(String tenant, String connection, TargetRequest request) {
    StoredConnection stored = stored(tenant, connection);
    ConnectionConfig config = config(stored);
    return stored.sandbox()
        ? new RecordingTarget(tenant, config, connector(config), request, sandbox)
        : connector(config).openTarget(config, request, context);
  }

  /**
   * How a resource stands that is to be written; empty where its system fixes nothing, and in the
   * sandbox, where nothing is written.
   */
  Optional<Layout> layout(String tenant, String connection, String resource, List<String> key) {
    StoredConnection stored = stored(tenant, connection);
    if (stored.sandbox()) {
      return Optional.empty();
    }
    ConnectionConfig config = config(stored);
    return connector(config).layout(config, resource, key, context);
  }

  private Connector connector(ConnectionConfig config) {
    return connectors.require(config.connector());
  }

  private StoredConnection stored(String tenant, String name) {
    return connections
        .find(tenant, name)
        .orElseThrow(
            () ->
                SynclineException.of(
                    Category.NOT_FOUND, "connection '" + name + "' does not exist"));
  }

  private ConnectionConfig config(StoredConnection stored) {
    String name = stored.name();
    if (!stored.enabled()) {
      throw SynclineException.of(Category.NOT_ENABLED, "connection '" + name + "' is disabled");
    }
    ConnectionConfig config = configs.of(stored);
    ownDatabase
        .problem(config)
        .ifPresent(
            problem -> {
              throw SynclineException.of(
                  Category.NOT_CONFIGURED, "connection '" + name + "': " + problem);
            });
    return config;
  }
}
