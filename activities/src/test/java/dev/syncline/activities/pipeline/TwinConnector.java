package dev.syncline.activities.pipeline;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.ConnectorDescriptor;
import dev.syncline.connectors.spi.SettingDescriptor;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.SourceRequest;
import dev.syncline.connectors.spi.Target;
import dev.syncline.connectors.spi.TargetRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Opens the {@link TwinSystem} that a connection's setting {@code system} names. */
final class TwinConnector implements Connector {
  private final Map<String, TwinSystem> systems = new ConcurrentHashMap<>();

  TwinSystem system(String name) {
    return systems.computeIfAbsent(name, n -> new TwinSystem());
  }

  private TwinSystem of(ConnectionConfig connection) {
    return system(connection.setting("system").orElseThrow());
  }

  @Override
  public ConnectorDescriptor descriptor() {
    return new ConnectorDescriptor(
        "twin",
        "A system in memory that is read and written.",
        List.of(SettingDescriptor.required("system", "its name")),
        List.of(),
        true,
        true,
        "anything");
  }

  @Override
  public void test(ConnectionConfig connection, ConnectorContext context) {}

  @Override
  public Source openSource(
      ConnectionConfig connection, SourceRequest request, ConnectorContext context) {
    return of(connection).source();
  }

  @Override
  public Target openTarget(
      ConnectionConfig connection, TargetRequest request, ConnectorContext context) {
    return of(connection).target();
  }
}
