package dev.syncline.standalone.platform;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was opened, to be closed in the reverse order, once, by whoever comes first: the end of a
 * command or a signal. What is opened after that is closed at once.
 */
public final class Closing implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Closing.class);

  private record Opened(String name, AutoCloseable thing) {}

  private final Deque<Opened> opened = new ArrayDeque<>();
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private boolean closed;

  /** Remembers the thing and hands it on; CANCELLED when the closing has begun. */
  public <T extends AutoCloseable> T add(String name, T thing) {
    synchronized (this) {
      if (!closed) {
        opened.push(new Opened(name, thing));
        return thing;
      }
    }
    close(new Opened(name, thing));
    throw SynclineException.of(Category.CANCELLED, "stopped while starting");
  }

  public synchronized boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    boolean interrupted = Thread.interrupted(); // stopping takes waiting, which must not be cut off
    oneAtATime.lock(); // a second caller waits: nothing may be closed before what stands on it
    try {
      for (Opened next = pop(); next != null; next = pop()) {
        close(next);
      }
    } finally {
      oneAtATime.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized @Nullable Opened pop() {
    return opened.poll();
  }

  private static void close(Opened next) {
    try {
      log.info("closing {}", next.name());
      next.thing().close();
    } catch (Exception e) {
      log.warn("{} did not close in order: {}", next.name(), e.getMessage());
    }
  }
}
