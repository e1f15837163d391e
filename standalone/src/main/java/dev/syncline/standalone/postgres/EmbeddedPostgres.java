package dev.syncline.standalone.postgres;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.directory.CacheDirectory;
import dev.syncline.standalone.directory.DataDirectory;
import dev.syncline.standalone.directory.KeptPort;
import dev.syncline.standalone.directory.PrivateFiles;
import dev.syncline.standalone.lease.DataLease;
import dev.syncline.standalone.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * The PostgreSQL that comes with the product, on a data directory whose lease this process holds.
 * While it is open, the server is kept alive on the same port; {@code postgres.url} tells others
 * how to reach it.
 */
public final class EmbeddedPostgres implements Postgres {
  private final DataDirectory directory;
  private final Cluster cluster;
  private final Postmaster postmaster;
  private final int port;
  private final Supervisor supervisor;

  private EmbeddedPostgres(
      DataDirectory directory, Cluster cluster, Postmaster postmaster, int port) {
    this.directory = directory;
    this.cluster = cluster;
    this.postmaster = postmaster;
    this.port = port;
    this.supervisor =
        Supervisor.watch("PostgreSQL", postmaster::alive, () -> postmaster.start(port));
  }

  /**
   * Finds the server that a killed process left running, or starts one, waiting out its recovery.
   *
   * @throws SynclineException where that cannot be done, with what PostgreSQL said about it
   */
  public static EmbeddedPostgres open(DataLease lease, CacheDirectory cache) {
    DataDirectory directory = lease.directory();
    try {
      Programs programs = Programs.of(Binaries.in(cache, Bundle.forThisMachine()));
      Cluster cluster = Cluster.open(directory, programs);
      Postmaster postmaster = new Postmaster(cluster, programs);
      Optional<Integer> running = postmaster.attach();
      KeptPort kept = new KeptPort(directory.postgres().resolve("port"));
      int port = running.isPresent() ? running.get() : start(postmaster, kept);
      prepareOrStop(cluster, postmaster, port);
      EmbeddedPostgres postgres = new EmbeddedPostgres(directory, cluster, postmaster, port);
      PrivateFiles.write(directory.databaseUrl(), postgres.shareableUrl() + "\n");
      return postgres;
    } catch (IOException e) {
      throw SynclineException.of(
              Category.NOT_CONFIGURED,
              "DATA_DIRECTORY",
              "the embedded PostgreSQL cannot use " + directory.postgres() + ": " + e)
          .because(e);
    }
  }

  private static int start(Postmaster postmaster, KeptPort kept) throws IOException {
    int port = kept.choose();
    try {
      postmaster.start(port);
      return port;
    } catch (SynclineException e) {
      if (!e.code().equals("PORT_TAKEN")) {
        throw e;
      }
      int other = kept.renew(); // somebody was faster between the look and the bind
      postmaster.start(other);
      return other;
    }
  }

  private static void prepareOrStop(Cluster cluster, Postmaster postmaster, int port) {
    boolean prepared = false;
    try {
      prepare(cluster, port);
      prepared = true;
    } finally {
      if (!prepared) {
        postmaster.stop();
      }
    }
  }

  private static void prepare(Cluster cluster, int port) {
    try (Connection connection = Answer.connect(cluster, port, "postgres")) {
      Durability.require(connection);
      try (Statement statement = connection.createStatement()) {
        if (!statement
            .executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + Credential.DATABASE + "'")
            .next()) {
          statement.execute("CREATE DATABASE " + Credential.DATABASE);
        }
      }
    } catch (SQLException e) {
      throw SynclineException.of(
              Category.DATABASE, "the embedded PostgreSQL does not answer: " + e.getMessage())
          .because(e);
    }
  }

  public int port() {
    return port;
  }

  /** Without the account. */
  @Override
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + Credential.DATABASE;
  }

  @Override
  public String username() {
    return Credential.USER;
  }

  @Override
  public String password() {
    return cluster.credential().password();
  }

  @Override
  public String description() {
    return "embedded PostgreSQL at 127.0.0.1:" + port + ", data in " + cluster.folder();
  }

  private String shareableUrl() {
    return jdbcUrl() + "?user=" + username() + "&password=" + password();
  }

  /** Stops the server in order. */
  @Override
  public void close() {
    supervisor.close();
    postmaster.stop();
    try {
      Files.deleteIfExists(directory.databaseUrl());
    } catch (IOException e) {
      throw SynclineException.of(
              Category.INTERNAL, directory.databaseUrl() + " cannot be removed: " + e)
          .because(e);
    }
  }
}
