package dev.syncline.api;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.ConnectorDescriptor;
import dev.syncline.connectors.spi.SettingDescriptor;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.util.List;

/** A connector that reaches its system unless its {@code encoding} says "down" or "defect". */
record TestConnector(String name) implements Connector {
  @Override
  public ConnectorDescriptor descriptor() {
    return new ConnectorDescriptor(
        name,
        "a system for tests",
        List.of(
            SettingDescriptor.required("path", "where the files are").asPath(),
            SettingDescriptor.optional("encoding", "how they are written")),
        List.of(SettingDescriptor.optional("token", "what opens the door")),
        true,
        true,
        "a file");
  }

  @Override
  public void test(ConnectionConfig connection, ConnectorContext context) {
    if (connection.setting("encoding").filter("down"::equals).isPresent()) {
      throw SynclineException.of(Category.UNAVAILABLE, "the system is down");
    }
    if (connection.setting("encoding").filter("defect"::equals).isPresent()) {
      throw new IllegalStateException("a defect of the connector");
    }
  }
}
