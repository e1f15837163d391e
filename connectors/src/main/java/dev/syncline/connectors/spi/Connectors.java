package dev.syncline.connectors.spi;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The registry: every connector on the class path, by name, found by {@link ServiceLoader}. What it
 * hands out keeps the connections' secrets out of errors and cursors.
 */
public final class Connectors {
  private final TreeMap<String, Connector> byName = new TreeMap<>();

  public Connectors(Iterable<Connector> connectors) {
    for (Connector connector : connectors) {
      byName.put(connector.descriptor().name(), new RedactingConnector(connector));
    }
  }

  /** The registry of all connectors that are installed. */
  public static Connectors installed() {
    return new Connectors(ServiceLoader.load(Connector.class));
  }

  public Collection<Connector> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  public Optional<Connector> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The connector of that name, or NOT_FOUND naming those that exist. */
  public Connector require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                SynclineException.of(
                    Category.NOT_FOUND,
                    "there is no connector '" + name + "'; known are " + byName.keySet()));
  }
}
