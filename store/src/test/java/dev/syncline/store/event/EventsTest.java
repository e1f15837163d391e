package dev.syncline.store.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.TestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who asks for what came after the last event sees every event once, however late it committed. */
@Timeout(60)
class EventsTest {
  private static final TestStore store = TestStore.shared();

  private final Events events = store.get(Events.class);
  private final String tenant = TestStore.newTenant();
  private final UUID run = UUID.randomUUID();

  /** Writes an event in a transaction that stays open until the latch is open. */
  private void write(String type, CountDownLatch entered, CountDownLatch goOn) {
    store
        .database()
        .runInTenant(
            tenant,
            () -> {
              insert(type);
              entered.countDown();
              try {
                goOn.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void insert(String type) {
    store
        .database()
        .sql()
        .sql("insert into event (tenant, sync_id, type, fields) values (:t, :r, :type, '{}')")
        .param("t", tenant)
        .param("r", run)
        .param("type", type)
        .update();
  }

  private List<String> seen(long after) {
    return events.after(tenant, null, after, 100).stream().map(EventRow::type).toList();
  }

  @Test
  void anEventThatCommitsLateComesAfterThoseThatWereSeen() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ExecutorService writers = Executors.newFixedThreadPool(2);
    Future<?> slow = writers.submit(() -> write("slow", entered, goOn));
    entered.await();
    Future<?> quick =
        writers.submit(() -> write("quick", new CountDownLatch(1), new CountDownLatch(0)));
    // The quick one waits for its turn: nothing overtakes the slow one's number.
    while (waiting() == 0) {
      assertThat(quick.isDone()).isFalse();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    assertThat(seen(0)).isEmpty();
    goOn.countDown();
    slow.get();
    quick.get();
    writers.shutdown();
    assertThat(seen(0)).containsExactly("slow", "quick");
  }

  private static long waiting() {
    return store.count("select count(*) from pg_locks where locktype = 'advisory' and not granted");
  }

  @Test
  void aReaderThatFollowsManyWritersMissesNothing() throws Exception {
    int writers = 4;
    int each = 60;
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    List<Future<?>> done = new ArrayList<>();
    for (int w = 0; w < writers; w++) {
      Random random = new Random(w);
      int writer = w;
      done.add(
          pool.submit(
              () -> {
                for (int i = 0; i < each; i++) {
                  String type = writer + "/" + i;
                  store
                      .database()
                      .runInTenant(
                          tenant,
                          () -> {
                            insert(type);
                            LockSupport.parkNanos(random.nextInt(300_000));
                          });
                }
              }));
    }
    TreeSet<String> seen = new TreeSet<>();
    long last = 0;
    boolean over = false;
    while (true) {
      List<EventRow> news = events.after(tenant, null, last, 7);
      for (EventRow event : news) {
        assertThat(event.id()).isGreaterThan(last);
        last = event.id();
        seen.add(event.type());
      }
      if (news.isEmpty() && over) {
        break;
      }
      over = done.stream().allMatch(Future::isDone);
    }
    for (Future<?> one : done) {
      one.get();
    }
    pool.shutdown();
    assertThat(seen).hasSize(writers * each);
  }
}
