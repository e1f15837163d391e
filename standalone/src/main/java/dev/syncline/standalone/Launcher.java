package dev.syncline.standalone;

import dev.syncline.standalone.application.SpringSessions;
import dev.syncline.standalone.command.CommandTree;
import dev.syncline.standalone.command.Surroundings;
import dev.syncline.standalone.console.Terminal;
import dev.syncline.standalone.key.StoredKeys;
import java.time.Clock;

/** Where the runnable jar begins. */
public final class Launcher {
  private Launcher() {}

  public static void main(String[] arguments) {
    Clock clock = Clock.systemUTC();
    Surroundings surroundings =
        new Surroundings(
            Terminal.system(),
            System.getenv(),
            clock,
            Wiring.syncFiles(),
            new SpringSessions(clock),
            new StoredKeys());
    System.exit(CommandTree.execute(surroundings, arguments));
  }
}
