package dev.syncline.standalone.postgres;

import dev.syncline.standalone.directory.CacheDirectory;
import dev.syncline.standalone.directory.DataDirectory;
import dev.syncline.standalone.lease.DataLease;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** A process that runs the embedded PostgreSQL until somebody kills it. */
public final class PostgresHolder {
  private PostgresHolder() {}

  public static void main(String[] arguments) throws InterruptedException {
    DataDirectory directory = new DataDirectory(Path.of(arguments[0]));
    DataLease lease = DataLease.acquire(directory, Clock.systemUTC());
    EmbeddedPostgres postgres =
        EmbeddedPostgres.open(lease, CacheDirectory.choose(System.getenv()));
    System.out.println("PORT " + postgres.port());
    new CountDownLatch(1).await();
  }
}
