package dev.syncline.standalone.application;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The application at work inside this process. */
public interface Session extends AutoCloseable {

  /** Where things are, for a person. */
  record Facts(
      String engine,
      Optional<URI> webUi,
      Optional<URI> api,
      String database,
      Path databaseUrlFile) {}

  RunDriver runs();

  Decisions decisions();

  Facts facts();

  /** Whether it is being closed, by a signal for one. */
  boolean closing();

  /** Ends it in order: the worker drains, then the engine stops, then PostgreSQL. */
  @Override
  void close();
}
