package dev.syncline.domain;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which of four things kept a run from its end: the words of API, command line and events. */
public enum ErrorType {
  /** The connection does not exist. */
  NOT_FOUND,
  /** The connection is switched off. */
  NOT_ENABLED,
  /** Its settings or credentials are incomplete. */
  NOT_CONFIGURED,
  /** Anything else: the system could not be reached, refused us, or what it gave was unreadable. */
  EXECUTION_ERROR;

  /** That of a run; null for one that did not fail. */
  public static @Nullable ErrorType of(RunStatus status, @Nullable String errorCode) {
    if (status != RunStatus.FAILED) {
      return null;
    }
    return Arrays.stream(values())
        .filter(type -> type.name().equalsIgnoreCase(errorCode))
        .findFirst()
        .orElse(EXECUTION_ERROR);
  }

  /** The lower-case word that users read. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
