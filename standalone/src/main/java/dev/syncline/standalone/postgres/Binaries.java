package dev.syncline.standalone.postgres;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.directory.CacheDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.springframework.util.FileSystemUtils;

/**
 * The programs of PostgreSQL on disk, unpacked once for all processes of this user.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
record Binaries(Path folder) {

  /** Finds them in the cache, or unpacks them there. Safe to call in many processes at once. */
  static Binaries in(CacheDirectory cache, Bundle bundle) {
    Path folder = cache.root().resolve(bundle.name());
    if (!Files.isDirectory(folder)) {
      try {
        Files.createDirectories(cache.root());
        unpackOnce(bundle, folder);
      } catch (IOException e) {
        throw SynclineException.of(
                Category.NOT_CONFIGURED,
                "CACHE_DIRECTORY",
                "PostgreSQL cannot be unpacked into "
                    + folder
                    + ": "
                    + e
                    + "; name another folder in SYNCLINE_CACHE")
            .because(e);
      }
    }
    return new Binaries(folder);
  }

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  private static synchronized void unpackOnce(Bundle bundle, Path folder) throws IOException {
    Path lockFile = folder.resolveSibling(folder.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = wait(channel)) {
      if (lock.isValid() && !Files.isDirectory(folder)) {
        Path draft = folder.resolveSibling(folder.getFileName() + ".unpacking");
        FileSystemUtils.deleteRecursively(draft); // left by a process that was killed
        try (InputStream stream = bundle.open()) {
          Archive.unpack(stream, draft);
        }
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static FileLock wait(FileChannel channel) throws IOException {
    try {
      return channel.lock();
    } catch (OverlappingFileLockException e) {
      throw new IOException("another class loader of this process is unpacking", e);
    }
  }
}
