package dev.syncline.store.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.domain.SynclineException;
import dev.syncline.store.TestStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookInboxTest {
  private final TestStore store = TestStore.shared();
  private final WebhookInbox inbox = store.get(WebhookInbox.class);
  private final PendingReads reads = store.get(PendingReads.class);

  private static PendingResource orders(String tenant) {
    return new PendingResource(tenant, "shop", "orders");
  }

  /** What waits, what is being read, and what waits to be read again. */
  private List<?> pending(String tenant) {
    return store.rows(
        """
        select external_id, reading is null as waits, reading is distinct from event as called
        from syncline.webhook_pending where tenant = ? order by external_id
        """,
        tenant);
  }

  /** Repeats, several records in a call, some of them being read at that moment. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void manyCallsAreTakenAsIfTheyHadComeOneByOne(int seed) {
    Random random = new Random(seed);
    List<ReceivedCall> before = calls(random, 20);
    List<ReceivedCall> calls = calls(random, 60);
    String together = TestStore.newTenant();
    String single = TestStore.newTenant();
    for (String tenant : List.of(together, single)) {
      inbox.take(tenant, before);
      reads.take(orders(tenant), 5);
      reads.started(orders(tenant), UUID.randomUUID());
    }

    List<Boolean> answers = inbox.take(together, calls);
    List<Boolean> one = calls.stream().map(c -> inbox.take(single, List.of(c)).get(0)).toList();

    assertThat(answers).isEqualTo(one).contains(true, false);
    assertThat(pending(together)).isEqualTo(pending(single));
  }

  private static List<ReceivedCall> calls(Random random, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            n ->
                Received.call(
                    "d-" + random.nextInt(40),
                    IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> "o-" + random.nextInt(12))
                        .toArray(String[]::new)))
        .toList();
  }

  @Test
  void anIdThatNoRecordCanHaveIsRefused() {
    for (String id : List.of("a\0b", "half \ud83d", "x".repeat(2001), "ü".repeat(1001))) {
      assertThatThrownBy(() -> new ChangedRecord("orders", id))
          .isInstanceOf(SynclineException.class);
    }
    String tenant = TestStore.newTenant();
    String longest = "ü".repeat(1000);
    assertThat(inbox.take(tenant, List.of(Received.call("d", longest, "\ud83d\ude00"))))
        .containsExactly(true);
    assertThat(pending(tenant)).hasSize(2);
  }

  /** Locks are taken in one order: otherwise PostgreSQL would end one of them. */
  @Test
  void callsAndReadsOfTheSameRecordsNeverBlockEachOther() throws Exception {
    String tenant = TestStore.newTenant();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int process = 0; process < 2; process++) {
        all.add(threads.submit(taking(tenant, "p" + process)));
      }
      all.add(
          threads.submit(
              () -> {
                for (int turn = 0; turn < 150; turn++) {
                  reads.take(orders(tenant), 20);
                  reads.started(orders(tenant), UUID.randomUUID());
                  reads.done(orders(tenant));
                }
                return true;
              }));
      for (Future<Boolean> each : all) {
        assertThat(each.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Callable<Boolean> taking(String tenant, String process) {
    List<String> ids = new ArrayList<>(IntStream.range(0, 40).mapToObj(i -> "o-" + i).toList());
    Random random = new Random(process.hashCode());
    return () -> {
      for (int turn = 0; turn < 150; turn++) {
        Collections.shuffle(ids, random);
        String delivery = process + "-" + turn;
        inbox.take(tenant, List.of(Received.call(delivery, ids.toArray(String[]::new))));
      }
      return true;
    };
  }
}
