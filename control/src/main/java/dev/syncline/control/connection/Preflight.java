package dev.syncline.control.connection;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.Connectors;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.connection.Connections;
import dev.syncline.store.connection.StoredConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The chain exists → enabled → configured → reachable. */
@Component
public class Preflight {
  private static final Logger log = LoggerFactory.getLogger(Preflight.class);

  private final Connections connections;
  private final StoredConfigs configs;
  private final Connectors connectors;
  private final ConnectorContext context;
  private final OwnDatabase ownDatabase;

  public Preflight(
      Connections connections,
      StoredConfigs configs,
      Connectors connectors,
      ConnectorContext context,
      OwnDatabase ownDatabase) {
    this.connections = connections;
    this.configs = configs;
    this.connectors = connectors;
    this.context = context;
    this.ownDatabase = ownDatabase;
  }

  /** A verdict and, where it is not READY, why. */
  public record Verdict(Readiness readiness, List<String> problems) {
    public Verdict {
      problems = List.copyOf(problems);
    }

    /** The whole in one sentence. */
    public String message(String connection) {
      String reason = String.join("; ", problems);
      return readiness.message(connection) + (reason.isEmpty() ? "" : ": " + reason);
    }
  }

  /** The first three links of the chain, without leaving the process. */
  public Readiness configured(String tenant, String name) {
    return examine(tenant, name).readiness();
  }

  /** The first three links, with reasons. */
  public Verdict examine(String tenant, String name) {
    Optional<StoredConnection> found = connections.find(tenant, name);
    if (found.isEmpty()) {
      return new Verdict(Readiness.NOT_FOUND, List.of());
    }
    if (!found.get().enabled()) {
      return new Verdict(Readiness.NOT_ENABLED, List.of());
    }
    List<String> problems = problems(configs.of(found.get()));
    return new Verdict(problems.isEmpty() ? Readiness.READY : Readiness.NOT_CONFIGURED, problems);
  }

  private List<String> problems(ConnectionConfig config) {
    Connector connector = connectors.require(config.connector());
    List<String> problems = new ArrayList<>(connector.descriptor().problems(config));
    if (problems.isEmpty()) {
      problems.addAll(connector.problems(config));
      ownDatabase.problem(config).ifPresent(problems::add);
    }
    return problems;
  }

  /** The whole chain: the system is called once. */
  public Verdict check(String tenant, String name) {
    Verdict verdict = examine(tenant, name);
    if (verdict.readiness() != Readiness.READY) {
      return verdict;
    }
    ConnectionConfig config = configs.of(connections.find(tenant, name).orElseThrow());
    try {
      connectors.require(config.connector()).test(config, context);
      return verdict;
    } catch (SynclineException e) {
      return new Verdict(Readiness.EXECUTION_ERROR, List.of(e.getMessage()));
    } catch (RuntimeException e) {
      // A defect of one connector is no reason to stop the others.
      log.error("connector '{}' failed unexpectedly when tested", config.connector(), e);
      return new Verdict(
          Readiness.EXECUTION_ERROR,
          List.of("an unexpected error: " + e.getClass().getSimpleName()));
    }
  }
}
