package dev.syncline.standalone.engine;

/** The three kinds of engine. */
public enum EngineKind {
  /** A Temporal server that somebody else runs. */
  EXTERNAL("external"),
  /** The real server as a child process, with its state in a database file. */
  DEV_SERVER("dev-server"),
  /** The SDK's test server inside this process: no Schedules, no web UI, state lost on exit. */
  IN_PROCESS("in-process");

  private final String word;

  EngineKind(String word) {
    this.word = word;
  }

  /** How configuration and logs call it. */
  public String word() {
    return word;
  }
}
