package dev.syncline.definitions.reading;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.ConnectorContext;
import dev.syncline.connectors.spi.ConnectorDescriptor;
import dev.syncline.connectors.spi.Connectors;
import dev.syncline.connectors.spi.SettingDescriptor;
import java.util.List;

/** Connectors that only describe themselves. */
record FakeConnector(ConnectorDescriptor descriptor) implements Connector {

  static Connectors all() {
    return new Connectors(
        List.of(
            new FakeConnector(
                new ConnectorDescriptor("bare", "b", List.of(), List.of(), true, false, "r")),
            connector(
                "csv", List.of(SettingDescriptor.required("path", "p").asPath()), true, false),
            connector(
                "jsonl", List.of(SettingDescriptor.required("path", "p").asPath()), true, false),
            connector(
                "markdown",
                List.of(
                    SettingDescriptor.required("path", "p").asPath(),
                    SettingDescriptor.optional("include", "i")),
                true,
                false),
            connector("http", List.of(SettingDescriptor.required("base_url", "b")), true, true),
            connector(
                "postgres",
                List.of(
                    SettingDescriptor.required("url", "u"),
                    SettingDescriptor.optional("schema", "s")),
                true,
                true)));
  }

  private static Connector connector(
      String name, List<SettingDescriptor> settings, boolean readable, boolean writable) {
    return new FakeConnector(
        new ConnectorDescriptor(
            name,
            name,
            settings,
            List.of(
                SettingDescriptor.optional("username", "u"),
                SettingDescriptor.optional("password", "p"),
                SettingDescriptor.optional("token", "t"),
                SettingDescriptor.optional("webhook_secret", "w")),
            readable,
            writable,
            "r"));
  }

  @Override
  public void test(ConnectionConfig connection, ConnectorContext context) {}
}
