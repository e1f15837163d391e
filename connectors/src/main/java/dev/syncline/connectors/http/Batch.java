package dev.syncline.connectors.http;

import dev.syncline.connectors.spi.WriteCommand;
import dev.syncline.connectors.spi.WriteOutcome;
import dev.syncline.connectors.spi.WriteOutcome.NotDone;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Commands carried out in parallel. Those that would look for the same record go one after another,
 * deletions and other writes do not overtake each other, and what befalls the whole system keeps
 * the rest from being sent.
 */
final class Batch {
  /** So many failures, and no success in between, are taken for the system's own. */
  private static final int IN_A_ROW = 20;

  private final List<WriteCommand> commands;
  private final OneWrite writes;
  private final Lookup lookup;
  private final Lanes lanes;
  private final AtomicReferenceArray<@Nullable WriteOutcome> outcomes;
  private final AtomicReference<@Nullable SynclineException> stop = new AtomicReference<>();
  private final AtomicInteger failures = new AtomicInteger();

  Batch(List<WriteCommand> commands, OneWrite writes, Lookup lookup, Lanes lanes) {
    this.commands = commands;
    this.writes = writes;
    this.lookup = lookup;
    this.lanes = lanes;
    this.outcomes = new AtomicReferenceArray<>(commands.size());
  }

  List<WriteOutcome> write(Runnable heartbeat) {
    try {
      for (int from = 0; from < commands.size() && stop.get() == null; ) {
        int to = endOfKind(from);
        lanes.run(queues(from, to), heartbeat);
        from = to;
      }
    } catch (RuntimeException e) {
      // What was carried out is told all the same; the caller finds out again that it is to stop.
      stop.set(
          e instanceof SynclineException known
              ? known
              : SynclineException.of(Category.CANCELLED, "stopped while writing").because(e));
    }
    SynclineException why = stop.get();
    if (why != null && why.category() == Category.RATE_LIMITED) {
      lanes.narrow();
    } else if (why == null) {
      lanes.quiet();
    }
    return told(why);
  }

  private List<WriteOutcome> told(@Nullable SynclineException why) {
    List<WriteOutcome> told = new ArrayList<>(commands.size());
    for (int i = 0; i < commands.size(); i++) {
      WriteOutcome outcome = outcomes.get(i);
      if (outcome != null) {
        told.add(outcome);
      } else if (why != null) {
        told.add(new NotDone(why, true));
      } else {
        throw new IllegalStateException("a command has no outcome");
      }
    }
    return told;
  }

  private int endOfKind(int from) {
    int to = from + 1;
    while (to < commands.size() && commands.get(to).kind() == commands.get(from).kind()) {
      to++;
    }
    return to;
  }

  private List<Runnable> queues(int from, int to) {
    Map<Object, List<Integer>> queues = new LinkedHashMap<>();
    for (int i = from; i < to; i++) {
      WriteCommand command = commands.get(i);
      Object sought =
          command.externalId() != null
              ? command.externalId()
              : lookup.params(command.fields()).<Object>map(p -> p).orElse(i);
      queues.computeIfAbsent(sought, s -> new ArrayList<>(1)).add(i);
    }
    List<Runnable> work = new ArrayList<>(queues.size());
    queues.values().forEach(queue -> work.add(() -> queue.forEach(this::one)));
    return work;
  }

  private void one(int at) {
    if (stop.get() != null) {
      return;
    }
    WriteOutcome outcome = outcome(commands.get(at));
    outcomes.set(at, outcome);
    if (outcome instanceof NotDone notDone) {
      failed(notDone.why(), notDone.whole());
    } else if (outcome instanceof WriteOutcome.Unknown unknown) {
      failed(
          SynclineException.of(Category.UNAVAILABLE, Calls.ANSWER_LOST, unknown.message()), false);
    } else {
      failures.set(0);
    }
  }

  private void failed(SynclineException why, boolean whole) {
    if (whole || failures.incrementAndGet() >= IN_A_ROW) {
      stop.compareAndSet(null, why);
    }
  }

  private WriteOutcome outcome(WriteCommand command) {
    try {
      return writes.write(command);
    } catch (SynclineException e) {
      return switch (e.category()) {
        case RATE_LIMITED, AUTH, NOT_CONFIGURED, CANCELLED -> new NotDone(e, true);
        case UNAVAILABLE -> new NotDone(e, e.retryAfter().isPresent() || Calls.neverSent(e));
        default -> new WriteOutcome.Refused(e.code(), e.getMessage(), e.category().retryable());
      };
    }
  }
}
