package dev.syncline.standalone.lease;

import dev.syncline.standalone.directory.DataDirectory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** A process that works on a data directory until somebody kills it. */
public final class LeaseHolder {
  private LeaseHolder() {}

  public static void main(String[] arguments) throws InterruptedException {
    DataLease lease =
        DataLease.acquire(new DataDirectory(Path.of(arguments[0])), Clock.systemUTC());
    lease.announce(URI.create("http://127.0.0.1:8923"));
    System.out.println("HELD");
    new CountDownLatch(1).await();
  }
}
