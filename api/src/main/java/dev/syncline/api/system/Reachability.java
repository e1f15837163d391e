package dev.syncline.api.system;

import dev.syncline.control.run.Engine;
import dev.syncline.store.database.Database;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether the database and the engine answer; told within about two seconds, whatever they do. */
@Component
class Reachability {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "reachability");
            thread.setDaemon(true);
            return thread;
          });
  private final Check database;
  private final Check engine;

  Reachability(Database database, Engine engine) {
    this.database = new Check(database::reachable);
    this.engine = new Check(engine::connected);
  }

  boolean database() {
    return database.passes();
  }

  boolean engine() {
    return engine.passes();
  }

  /** Both at once, so that the slower one alone is waited for. */
  void begin() {
    database.running();
    engine.running();
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }

  /** One check at a time: callers that come while it hangs share it. */
  private final class Check {
    private final BooleanSupplier check;
    private @Nullable CompletableFuture<Boolean> running;

    Check(BooleanSupplier check) {
      this.check = check;
    }

    synchronized CompletableFuture<Boolean> running() {
      CompletableFuture<Boolean> now = running;
      if (now == null || now.isDone()) {
        now = CompletableFuture.supplyAsync(check::getAsBoolean, threads);
        running = now;
      }
      return now;
    }

    boolean passes() {
      try {
        return running().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
