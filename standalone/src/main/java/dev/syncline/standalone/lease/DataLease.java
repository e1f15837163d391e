package dev.syncline.standalone.lease;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.directory.DataDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The right to work on a data directory: one process has it at a time. It is a lock of the
 * operating system, so it ends with the process, however that ends.
 */
public final class DataLease implements AutoCloseable {
  private final DataDirectory directory;
  private final FileChannel channel;
  private final Instant since;

  private DataLease(DataDirectory directory, FileChannel channel, Instant since) {
    this.directory = directory;
    this.channel = channel;
    this.since = since;
  }

  /**
   * Takes the lease, making the directory where it is missing.
   *
   * @throws SynclineException {@code DATA_IN_USE} naming the process that has it
   */
  public static DataLease acquire(DataDirectory wanted, Clock clock) {
    DataDirectory directory = wanted.create();
    try {
      FileChannel channel =
          FileChannel.open(
              directory.ownerLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        throw inUse(directory);
      }
      DataLease lease = new DataLease(directory, channel, clock.instant());
      lease.announce(null);
      return lease;
    } catch (IOException e) {
      throw SynclineException.of(
              Category.INVALID,
              "DATA_DIRECTORY",
              "the data directory " + directory.root() + " cannot be locked: " + e)
          .because(e);
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // this process has it already
    }
  }

  private static SynclineException inUse(DataDirectory directory) {
    Map<String, Object> details = new LinkedHashMap<>();
    Owner.read(directory)
        .ifPresent(
            owner -> {
              details.put("pid", owner.pid());
              if (owner.url() != null) {
                details.put("url", owner.url().toString());
              }
            });
    String who = Owner.read(directory).map(Owner::describe).orElse("another process");
    return SynclineException.of(
            Category.CONFLICT,
            "DATA_IN_USE",
            "the data directory "
                + directory.root()
                + " is in use ("
                + who
                + "); use that process, stop it, or choose another directory with --data")
        .with(details);
  }

  public DataDirectory directory() {
    return directory;
  }

  /** Tells others where this process answers. */
  public void announce(@Nullable URI url) {
    try {
      new Owner(ProcessHandle.current().pid(), url, since).write(directory);
    } catch (IOException e) {
      throw SynclineException.of(
              Category.INVALID,
              "DATA_DIRECTORY",
              directory.ownerFile() + " cannot be written: " + e)
          .because(e);
    }
  }

  /** Gives the directory free; the lock file itself stays, others may be waiting on it. */
  @Override
  public void close() {
    try (channel) {
      Files.deleteIfExists(directory.ownerFile());
    } catch (IOException e) {
      throw SynclineException.of(
              Category.INTERNAL, directory.ownerFile() + " cannot be removed: " + e)
          .because(e);
    }
  }
}
