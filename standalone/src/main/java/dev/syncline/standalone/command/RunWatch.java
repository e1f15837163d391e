package dev.syncline.standalone.command;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.standalone.application.Session;
import dev.syncline.standalone.console.ProgressBar;
import dev.syncline.standalone.console.RunView;
import dev.syncline.standalone.console.Terminal;
import dev.syncline.store.database.DatabaseTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Follows runs to their end, showing how far they are. */
final class RunWatch {
  private static final Duration FIRST_LOOK = Duration.ofMillis(20);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration PARENT = Duration.ofSeconds(10);

  private final Session session;
  private final String tenant;
  private final Terminal terminal;

  RunWatch(Session session, String tenant, Terminal terminal) {
    this.session = session;
    this.tenant = tenant;
    this.terminal = terminal;
  }

  /** Waits for all of them, handing each on when it has ended. */
  List<RunView> follow(List<UUID> ids, Consumer<RunView> ended) {
    List<RunView> runs = new ArrayList<>();
    for (UUID id : ids) {
      RunView run = follow(id);
      runs.add(run);
      ended.accept(run);
    }
    awaitParents(runs);
    return runs;
  }

  /** A run of several tasks ends just after the last of them; who comes next would meet it open. */
  private void awaitParents(List<RunView> runs) {
    Instant patience = Instant.now().plus(PARENT);
    runs.stream()
        .map(RunView::parent)
        .flatMap(Optional::stream)
        .distinct()
        .forEach(
            parent -> {
              while (!new RunView(session.runs().run(tenant, parent)).ended()
                  && Instant.now().isBefore(patience)) {
                sleep(LOOK);
              }
            });
  }

  private RunView follow(UUID id) {
    ProgressBar bar = new ProgressBar(terminal, System::nanoTime);
    Duration pause = FIRST_LOOK;
    while (true) {
      try {
        RunView run = new RunView(session.runs().run(tenant, id));
        if (run.ended()) {
          bar.clear();
          return run;
        }
        bar.show(run);
      } catch (SynclineException e) {
        requirePassing(e, e);
      } catch (DataAccessException | TransactionException e) {
        requirePassing(DatabaseTrouble.translate(e), e);
      }
      sleep(pause);
      pause = pause.multipliedBy(2).compareTo(LOOK) < 0 ? pause.multipliedBy(2) : LOOK;
    }
  }

  /** The database may be on its way back; the run waits for it, and so do we. */
  private static void requirePassing(SynclineException trouble, RuntimeException cause) {
    if (!trouble.category().retryable()) {
      throw cause;
    }
  }

  private void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SynclineException.of(Category.CANCELLED, "interrupted").because(e);
    }
    if (session.closing()) {
      throw SynclineException.of(Category.CANCELLED, "stopped; the run goes on at the next start");
    }
  }
}
