package dev.syncline.standalone.engine;

import java.net.URI;
import java.util.Optional;

/** The Temporal server that runs the workflows. Nothing outside this package asks which kind. */
public sealed interface Engine extends AutoCloseable
    permits ExternalEngine, DevServerEngine, InProcessEngine {

  /** Where it answers, as {@code host:port}. */
  String address();

  String namespace();

  /** Its web UI, where it has one that we know of. */
  Optional<URI> webUi();

  EngineKind kind();

  /** One line for a person: which engine, where, and what is special about it. */
  String description();

  /** Stops it, if it is ours to stop. */
  @Override
  void close();
}
