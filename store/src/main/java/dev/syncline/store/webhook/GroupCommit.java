package dev.syncline.store.webhook;

import dev.syncline.domain.Category;
import dev.syncline.store.database.DatabaseTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Stores calls, those of a tenant together that come while others are being stored: a burst costs a
 * transaction for each batch in place of one a call, and no call waits for more than the batch
 * before its own. A call is answered when its batch is committed.
 */
@Repository
public class GroupCommit {
  private static final int LARGEST_BATCH = 200;

  private final WebhookInbox inbox;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

  public GroupCommit(WebhookInbox inbox) {
    this.inbox = inbox;
  }

  /** Stores a call; answers whether it is new. */
  public boolean take(String tenant, ReceivedCall call) {
    return lanes.computeIfAbsent(tenant, Lane::new).take(call);
  }

  /** A call that is not answered yet; written and read under the lane's lock. */
  private static final class Waiting {
    private final ReceivedCall call;
    private @Nullable Boolean fresh;
    private @Nullable RuntimeException refused;

    Waiting(ReceivedCall call) {
      this.call = call;
    }

    boolean settled() {
      return fresh != null || refused != null;
    }
  }

  /** The calls of one tenant: whoever holds the lock stores for all that wait behind it. */
  private final class Lane {
    private final String tenant;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();

    Lane(String tenant) {
      this.tenant = tenant;
    }

    boolean take(ReceivedCall call) {
      Waiting mine = new Waiting(call);
      queue.add(mine);
      lock.lock();
      try {
        while (!mine.settled()) {
          store(next());
        }
        if (mine.refused != null) {
          throw mine.refused;
        }
        return Boolean.TRUE.equals(mine.fresh);
      } finally {
        lock.unlock();
      }
    }

    private List<Waiting> next() {
      List<Waiting> batch = new ArrayList<>();
      for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
        batch.add(next);
        if (batch.size() == LARGEST_BATCH) {
          break;
        }
      }
      return batch;
    }

    private void store(List<Waiting> batch) {
      try {
        List<Boolean> fresh = inbox.take(tenant, batch.stream().map(w -> w.call).toList());
        for (int i = 0; i < batch.size(); i++) {
          batch.get(i).fresh = fresh.get(i);
        }
      } catch (RuntimeException e) {
        if (batch.size() == 1 || away(e)) {
          batch.forEach(waiting -> waiting.refused = e);
        } else {
          batch.forEach(waiting -> store(List.of(waiting))); // one of them is to blame
        }
      }
    }

    /** Whether the database is to blame, and not a call. */
    private static boolean away(RuntimeException e) {
      return DatabaseTrouble.concerns(e)
          && DatabaseTrouble.translate(e).category() == Category.DATABASE;
    }
  }
}
