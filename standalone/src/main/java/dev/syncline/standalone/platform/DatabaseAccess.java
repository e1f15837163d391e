package dev.syncline.standalone.platform;

import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.directory.PrivateFiles;
import dev.syncline.standalone.lease.DataLease;
import dev.syncline.standalone.postgres.DatabaseUrl;
import dev.syncline.standalone.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * The database alone, for commands that need no engine. Where another process has the data
 * directory, its running database is used.
 */
public final class DatabaseAccess {
  private DatabaseAccess() {}

  /** Does the work, and leaves the database as it was found: running or stopped. */
  public static <T> T with(
      PlatformSettings settings, Clock clock, Function<DatabaseLogin, T> work) {
    if (settings.databaseUrl().isPresent()) {
      return work.apply(new DatabaseLogin(DatabaseUrl.jdbc(settings.databaseUrl().get()), "", ""));
    }
    try (DataLease lease = DataLease.acquire(settings.data(), clock);
        EmbeddedPostgres postgres = EmbeddedPostgres.open(lease, settings.cache())) {
      return work.apply(
          new DatabaseLogin(postgres.jdbcUrl(), postgres.username(), postgres.password()));
    } catch (SynclineException e) {
      Optional<String> running = e.code().equals("DATA_IN_USE") ? url(settings) : Optional.empty();
      if (running.isEmpty()) {
        throw e;
      }
      return work.apply(new DatabaseLogin(running.get(), "", ""));
    }
  }

  private static Optional<String> url(PlatformSettings settings) {
    try {
      return PrivateFiles.read(settings.data().databaseUrl());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
