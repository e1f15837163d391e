package dev.syncline.standalone.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code syncline} itself, which wants a command. */
@Command(
    name = "syncline",
    description = "Durable data synchronisation on Temporal and PostgreSQL.",
    synopsisSubcommandLabel = "COMMAND")
final class SynclineCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command was given");
  }
}
