package dev.syncline.standalone.command;

import dev.syncline.domain.Names;
import picocli.CommandLine.Option;

/** Whose data it is. */
final class TenantOption {
  @Option(
      names = "--tenant",
      paramLabel = "TENANT",
      defaultValue = Names.DEFAULT_TENANT,
      description = "Whose data. Default: ${DEFAULT-VALUE}.")
  private String tenant = Names.DEFAULT_TENANT;

  String name() {
    return Names.require("tenant", tenant);
  }
}
