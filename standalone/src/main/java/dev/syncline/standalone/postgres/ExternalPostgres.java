package dev.syncline.standalone.postgres;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.directory.DataDirectory;
import dev.syncline.standalone.directory.PrivateFiles;
import dev.syncline.standalone.lease.DataLease;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A PostgreSQL that somebody else runs; it is reached once before anything is built on it. */
public final class ExternalPostgres implements Postgres {
  private final String jdbcUrl;
  private final DataDirectory directory;

  private ExternalPostgres(String jdbcUrl, DataDirectory directory) {
    this.jdbcUrl = jdbcUrl;
    this.directory = directory;
  }

  /**
   * Reaches the database.
   *
   * @param url {@code jdbc:postgresql://…} or {@code postgresql://user:password@host/database}
   * @throws SynclineException INVALID for another kind of URL, UNAVAILABLE where nobody answers
   */
  public static ExternalPostgres open(String url, DataLease lease) {
    String jdbcUrl = DatabaseUrl.jdbc(url);
    try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
      ExternalPostgres postgres = new ExternalPostgres(jdbcUrl, lease.directory());
      if (!connection.isValid(5)) {
        throw unreachable(jdbcUrl, "no answer within 5 s");
      }
      PrivateFiles.write(lease.directory().databaseUrl(), jdbcUrl + "\n");
      return postgres;
    } catch (SQLException e) {
      throw unreachable(jdbcUrl, String.valueOf(e.getMessage())).because(e);
    } catch (IOException e) {
      throw SynclineException.of(
              Category.NOT_CONFIGURED,
              "DATA_DIRECTORY",
              lease.directory().databaseUrl() + " cannot be written: " + e)
          .because(e);
    }
  }

  private static SynclineException unreachable(String jdbcUrl, String reason) {
    return SynclineException.of(
        Category.UNAVAILABLE,
        "the database " + DatabaseUrl.withoutSecrets(jdbcUrl) + " cannot be used: " + reason);
  }

  @Override
  public String jdbcUrl() {
    return jdbcUrl;
  }

  @Override
  public String username() {
    return "";
  }

  @Override
  public String password() {
    return "";
  }

  @Override
  public String description() {
    return "PostgreSQL at " + DatabaseUrl.withoutSecrets(jdbcUrl);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(directory.databaseUrl());
    } catch (IOException e) {
      throw SynclineException.of(
              Category.INTERNAL, directory.databaseUrl() + " cannot be removed: " + e)
          .because(e);
    }
  }
}
