package dev.syncline.standalone.engine;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A Temporal server that somebody else runs. */
public record ExternalEngine(String address, String namespace) implements Engine {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  static ExternalEngine open(String address, String namespace) {
    Readiness.await(address, namespace, PATIENCE, () -> true);
    return new ExternalEngine(address, namespace);
  }

  @Override
  public Optional<URI> webUi() {
    return Optional.empty();
  }

  @Override
  public EngineKind kind() {
    return EngineKind.EXTERNAL;
  }

  @Override
  public String description() {
    return "Temporal server at " + address + ", namespace " + namespace;
  }

  @Override
  public void close() {
    // It is not ours.
  }
}
