package dev.syncline.activities.fairness;

import dev.syncline.activities.attempt.Pulse;
import io.temporal.client.ActivityWorkerShutdownException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The places at which work of our own is done, two for each processor: what waits for other systems
 * needs none. One tenant that is alone keeps the processors busy from half of them, so that a
 * newcomer begins at once and shares with few; whoever has the fewest places is served first.
 */
@Component
public final class Workbench {
  private static final long LOOK_MILLIS = 1_000;

  private final int places;
  private final int reserve;
  private final boolean fair;
  private final Map<String, Integer> atWork = new HashMap<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int taken;

  @Autowired
  Workbench(@Value("${syncline.fairness.enabled:true}") boolean fair) {
    this(Runtime.getRuntime().availableProcessors(), fair);
  }

  Workbench(int processors, boolean fair) {
    this.reserve = processors;
    this.places = 2 * processors;
    this.fair = fair;
  }

  /** A place that is taken until it is closed. */
  public interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /** Somebody who waits for a place; told apart by identity. */
  private static final class Waiting {
    private final String tenant;
    private final int stage;

    Waiting(String tenant, int stage) {
      this.tenant = tenant;
      this.stage = stage;
    }
  }

  /**
   * Waits for a place, for as long as it takes.
   *
   * @param stage how far the work has come: of one tenant's, what is nearest to its end comes first
   * @throws ActivityWorkerShutdownException where the thread is interrupted, so that another worker
   *     goes on with it
   */
  public Place take(String tenant, int stage) {
    if (!fair) {
      return () -> {};
    }
    await(tenant, stage);
    return () -> leave(tenant);
  }

  private synchronized void await(String tenant, int stage) {
    Waiting me = new Waiting(tenant, stage);
    waiting.add(me);
    try {
      while (!mayWork(me)) {
        wait(LOOK_MILLIS);
        Pulse.check();
      }
      taken++;
      atWork.merge(tenant, 1, Integer::sum);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ActivityWorkerShutdownException();
    } finally {
      waiting.remove(me);
      notifyAll();
    }
  }

  private boolean mayWork(Waiting me) {
    int share = share(me.tenant);
    return taken < places
        && atWork(me) < share
        && waiting.stream()
            .filter(other -> atWork(other) < share)
            .min(Comparator.comparingInt(this::atWork).thenComparing(other -> -other.stage))
            .orElse(me)
            .equals(me);
  }

  private int atWork(Waiting one) {
    return atWork.getOrDefault(one.tenant, 0);
  }

  private int share(String tenant) {
    Set<String> tenants = new HashSet<>(atWork.keySet());
    waiting.forEach(other -> tenants.add(other.tenant));
    tenants.add(tenant);
    return tenants.size() == 1 ? places - reserve : Math.max(1, places / (tenants.size() + 1));
  }

  private synchronized void leave(String tenant) {
    taken--;
    atWork.computeIfPresent(tenant, (t, count) -> count == 1 ? null : count - 1);
    notifyAll();
  }

  /** How many wait for a place. */
  public synchronized int waiting() {
    return waiting.size();
  }
}
