package dev.syncline.control.connection;

import java.util.Locale;

/** How far along the chain exists → enabled → configured → reachable a connection came. */
public enum Readiness {
  READY,
  NOT_FOUND,
  NOT_ENABLED,
  NOT_CONFIGURED,
  /** The system could not be reached or refused us. */
  EXECUTION_ERROR;

  /** The word in API, CLI and history. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A sentence for a person. */
  public String message(String connection) {
    return "connection '"
        + connection
        + switch (this) {
          case READY -> "' is ready";
          case NOT_FOUND -> "' does not exist";
          case NOT_ENABLED -> "' is disabled";
          case NOT_CONFIGURED -> "' is not configured";
          case EXECUTION_ERROR -> "' cannot be reached";
        };
  }
}
