package dev.syncline.e2e.product;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** SIGKILL, and certainty that it worked. */
public final class Killing {
  private Killing() {}

  /** Kills the process, which must be one that the test started, and waits for its end. */
  public static void hard(ProcessHandle process) {
    process.destroyForcibly();
    try {
      process.onExit().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("process " + process.pid() + " survived SIGKILL", e);
    }
  }
}
