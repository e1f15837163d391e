package dev.syncline.store.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.store.TestStore;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private static final int CALLS = 40;

  private final TestStore store = TestStore.shared();
  private final GroupCommit commit = new GroupCommit(store.get(WebhookInbox.class));
  private final String tenant = TestStore.newTenant();

  /** The tasks of callers who all come while the first of them waits for the table. */
  private List<FutureTask<Boolean>> atOnce(List<ReceivedCall> calls) throws SQLException {
    List<FutureTask<Boolean>> tasks = new ArrayList<>();
    try (Connection other = store.database().dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("reset role");
      statement.execute("lock table syncline.webhook_delivery in access exclusive mode");
      for (ReceivedCall call : calls) {
        Callable<Boolean> taking = () -> commit.take(tenant, call);
        FutureTask<Boolean> task = new FutureTask<>(taking);
        Thread caller = new Thread(task);
        caller.start();
        awaitQueued(caller, tasks.isEmpty());
        tasks.add(task);
      }
      other.rollback();
      statement.execute("set role syncline_app");
      other.setAutoCommit(true);
    }
    return tasks;
  }

  /** The first one waits for PostgreSQL, the others for the first. */
  private void awaitQueued(Thread caller, boolean first) {
    while (first
        ? store.count(
                "select count(*) from pg_locks where not granted and relation ="
                    + " 'syncline.webhook_delivery'::regclass")
            == 0
        : caller.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  private long stored(String delivery) {
    return store.count(
        "select count(*) from syncline.webhook_delivery where tenant = ? and fingerprint = ?",
        tenant,
        delivery.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void callsThatComeTogetherAreStoredTogetherAndAnsweredEachForItself() throws Exception {
    List<ReceivedCall> calls =
        IntStream.range(0, CALLS)
            .mapToObj(n -> Received.call("d-" + n % (CALLS / 2), "o-" + n % 7))
            .toList();
    int fresh = 0;
    for (FutureTask<Boolean> task : atOnce(calls)) {
      fresh += task.get() ? 1 : 0;
    }
    assertThat(fresh).isEqualTo(CALLS / 2);
    assertThat(
            store.count(
                "select count(distinct xmin::text) from syncline.webhook_delivery where tenant = ?",
                tenant))
        .as("one transaction for the first, one for all that came meanwhile")
        .isEqualTo(2);
    assertThat(
            store.count("select count(*) from syncline.webhook_pending where tenant = ?", tenant))
        .isEqualTo(7);
  }

  @Test
  void oneThatTheDatabaseRefusesDoesNotStopTheOthers() throws Exception {
    store
        .owner()
        .sql(
            """
            alter table syncline.webhook_pending
              add constraint poison check (external_id <> 'poison')
            """)
        .update();
    try {
      List<ReceivedCall> calls =
          List.of(
              Received.call("first", "o-1"),
              Received.call("second", "o-2"),
              Received.call("bad", "poison"),
              Received.call("last", "o-3"));
      List<FutureTask<Boolean>> tasks = atOnce(calls);
      for (int each : List.of(0, 1, 3)) {
        assertThat(tasks.get(each).get()).isTrue();
      }
      assertThatThrownBy(tasks.get(2)::get).hasStackTraceContaining("poison");
      assertThat(stored("last")).isOne();
      assertThat(stored("bad")).as("refused as a whole").isZero();
    } finally {
      store.owner().sql("alter table syncline.webhook_pending drop constraint poison").update();
    }
  }
}
