package dev.syncline.standalone.command;

import dev.syncline.standalone.application.Sessions;
import dev.syncline.standalone.application.SyncFiles;
import dev.syncline.standalone.console.Terminal;
import dev.syncline.standalone.key.KeyRing;
import java.time.Clock;
import java.util.Map;

/** What commands work with; tests hand in their own. */
public record Surroundings(
    Terminal terminal,
    Map<String, String> environment,
    Clock clock,
    SyncFiles files,
    Sessions sessions,
    KeyRing keys) {

  public Surroundings {
    environment = Map.copyOf(environment);
  }
}
