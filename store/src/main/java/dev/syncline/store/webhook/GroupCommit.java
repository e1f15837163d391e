package dev.syncline.store.webhook;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.DatabaseTrouble;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Stores calls, those of a tenant together that come while others are being stored: a burst costs a
 * transaction for each group in place of one a call, and no call waits for more than the group
 * before its own. A call is answered when its group is committed.
 */
@Repository
public class GroupCommit {
  private static final int LARGEST_GROUP = 200;

  private final WebhookInbox inbox;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

  public GroupCommit(WebhookInbox inbox) {
    this.inbox = inbox;
  }

  /** Stores a call; answers whether it is new. */
  public boolean take(String tenant, ReceivedCall call) {
    return lanes.computeIfAbsent(tenant, Lane::new).take(call);
  }

  /** A call that is not answered yet. */
  private static final class Waiting {
    private final ReceivedCall call;

    /** Completed with whether its caller stores the next group; otherwise the call is settled. */
    private final CompletableFuture<Boolean> turn = new CompletableFuture<>();

    private @Nullable Boolean fresh;
    private @Nullable RuntimeException refused;

    Waiting(ReceivedCall call) {
      this.call = call;
    }

    boolean answer() {
      if (refused != null) {
        throw refused;
      }
      if (fresh == null) {
        throw SynclineException.of(Category.INTERNAL, "the call was not stored");
      }
      return fresh;
    }
  }

  /**
   * The calls of one tenant. The first of those that wait stores for all of them, once, and then
   * leaves the next group to the first who came meanwhile.
   */
  private final class Lane {
    private final String tenant;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private boolean storing;

    Lane(String tenant) {
      this.tenant = tenant;
    }

    boolean take(ReceivedCall call) {
      Waiting mine = new Waiting(call);
      if (enter(mine) || mine.turn.join()) {
        List<Waiting> group = group();
        try {
          store(group);
        } finally {
          handOn();
          group.forEach(waiting -> waiting.turn.complete(false));
        }
      }
      return mine.answer();
    }

    /** Whether nobody is storing. */
    private synchronized boolean enter(Waiting mine) {
      queue.add(mine);
      boolean free = !storing;
      storing = true;
      return free;
    }

    private synchronized List<Waiting> group() {
      List<Waiting> group = new ArrayList<>();
      while (!queue.isEmpty() && group.size() < LARGEST_GROUP) {
        group.add(queue.remove());
      }
      return group;
    }

    private synchronized void handOn() {
      Waiting next = queue.peek();
      storing = next != null;
      if (next != null) {
        next.turn.complete(true);
      }
    }

    private void store(List<Waiting> group) {
      try {
        List<Boolean> fresh = inbox.take(tenant, group.stream().map(w -> w.call).toList());
        for (int i = 0; i < group.size(); i++) {
          group.get(i).fresh = fresh.get(i);
        }
      } catch (RuntimeException e) {
        if (group.size() == 1 || away(e)) {
          group.forEach(waiting -> waiting.refused = e);
        } else {
          group.forEach(waiting -> store(List.of(waiting))); // one of them is to blame
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
