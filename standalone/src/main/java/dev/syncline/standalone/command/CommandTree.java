package dev.syncline.standalone.command;

import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.build.Build;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands, ready to be executed. */
public final class CommandTree {
  private CommandTree() {}

  /** Parses and executes; the answer is the exit code. */
  public static int execute(Surroundings surroundings, String... arguments) {
    return create(surroundings).execute(arguments);
  }

  private static CommandLine create(Surroundings surroundings) {
    CommandLine root =
        new CommandLine(new SynclineCommand())
            .addSubcommand(new DemoCommand(surroundings))
            .addSubcommand(new ServeCommand(surroundings))
            .addSubcommand(new WorkerCommand(surroundings))
            .addSubcommand(new RunCommand(surroundings))
            .addSubcommand(new ApprovalsCommand(surroundings))
            .addSubcommand(new PlansCommand(surroundings))
            .addSubcommand(new ConflictsCommand(surroundings))
            .addSubcommand(new CheckCommand(surroundings))
            .addSubcommand(new ConnectorsCommand(surroundings))
            .addSubcommand(new KeysCommand(surroundings));
    withHelp(root);
    return root.setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setOut(writer(surroundings.terminal().out()))
        .setErr(writer(surroundings.terminal().err()))
        .setParameterExceptionHandler(badUsage())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> failed(failure, surroundings.terminal().err()));
  }

  private static void withHelp(CommandLine command) {
    if (command.getCommandSpec().userObject() instanceof Method) {
      return; // a method's arguments are counted: its annotation asks for help
    }
    command.getCommandSpec().mixinStandardHelpOptions(true);
    command.getCommandSpec().version("syncline " + Build.current().version());
    command.getSubcommands().values().forEach(CommandTree::withHelp);
  }

  private static IParameterExceptionHandler badUsage() {
    return (failure, arguments) -> {
      CommandLine command = failure.getCommandLine();
      PrintWriter err = command.getErr();
      err.println("syncline: " + failure.getMessage());
      if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
        command.usage(err);
      }
      return ExitCode.USAGE;
    };
  }

  private static int failed(Exception failure, PrintStream err) {
    if (failure instanceof SynclineException known) {
      err.println("syncline: " + known.getMessage());
      return ExitCode.of(known);
    }
    Logger log = LoggerFactory.getLogger(CommandTree.class);
    log.error("a defect of Syncline itself; the log has the details: {}", root(failure), failure);
    return ExitCode.FAILED;
  }

  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true);
  }
}
