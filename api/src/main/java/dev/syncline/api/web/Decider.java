package dev.syncline.api.web;

/** Who decides something, as it is written down: the API key's name, or the local user. */
public record Decider(String name) {
  /** Whoever works on this machine, where no key is asked for. */
  public static final Decider LOCAL = new Decider("local user");
}
