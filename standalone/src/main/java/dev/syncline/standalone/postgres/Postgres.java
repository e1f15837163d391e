package dev.syncline.standalone.postgres;

/** A PostgreSQL to work on, ours or somebody else's. */
public sealed interface Postgres extends AutoCloseable permits EmbeddedPostgres, ExternalPostgres {

  /** The JDBC URL; of an external database with whatever account its user put there. */
  String jdbcUrl();

  /** The owner; empty where the URL names it. */
  String username();

  /** The owner's password; empty where the URL has it. */
  String password();

  /** One line for a person, without secrets. */
  String description();

  /** Stops it, if it is ours to stop. */
  @Override
  void close();
}
