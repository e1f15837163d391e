package dev.syncline.standalone.command;

import dev.syncline.connectors.spi.Connector;
import dev.syncline.connectors.spi.ConnectorDescriptor;
import dev.syncline.connectors.spi.Connectors;
import dev.syncline.connectors.spi.SettingDescriptor;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code syncline connectors}: what can be connected, and with which settings. */
@Command(name = "connectors", description = "The connectors and their settings.")
final class ConnectorsCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private PlatformOptions platform = new PlatformOptions();

  ConnectorsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    platform.settings(surroundings.environment()); // refuses options that contradict each other
    PrintStream out = surroundings.terminal().out();
    for (Connector connector : Connectors.installed().all()) {
      ConnectorDescriptor about = connector.descriptor();
      out.println(about.name() + " (" + use(about) + "): " + about.summary());
      if (!about.resource().isBlank()) {
        out.println("  resource     " + about.resource());
      }
      list("settings", about.settings(), out);
      list("credentials", about.credentials(), out);
      out.println();
    }
    out.println("every connector also takes");
    list("settings", ConnectorDescriptor.COMMON, out);
    return ExitCode.OK;
  }

  private static String use(ConnectorDescriptor about) {
    if (about.readable() && about.writable()) {
      return "source and target";
    }
    return about.readable() ? "source" : "target";
  }

  private static void list(String title, List<SettingDescriptor> settings, PrintStream out) {
    for (SettingDescriptor setting : settings) {
      String must = setting.required() ? " (required)" : "";
      out.println("  %-12s %-18s %s%s".formatted(title, setting.name(), setting.meaning(), must));
    }
  }
}
