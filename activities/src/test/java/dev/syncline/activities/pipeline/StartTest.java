package dev.syncline.activities.pipeline;

import static dev.syncline.activities.pipeline.MemorySystem.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.control.reconcile.Reconciler;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One run at a time of an entity: neither fewer nor more. */
@Timeout(90)
class StartTest {
  private static final String PEOPLE =
      "{'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id', 'fields': {'name': 'name'}}";

  private final Pipeline pipeline = new Pipeline();
  private final MemorySystem crm = pipeline.connect("crm");

  @Test
  void ofManyStartsAtOnceOneRunsAndTheOthersAreToldWhich() throws Exception {
    pipeline.task("people", PEOPLE);
    crm.rows(row("1", "Ann"));
    CountDownLatch goOn = new CountDownLatch(1);
    crm.onRead =
        () -> {
          try {
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    ExecutorService callers = Executors.newFixedThreadPool(12);
    List<Callable<UUID>> calls = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      calls.add(() -> pipeline.start("people", SyncMode.FULL, false, RunRequest.ALL));
    }
    List<UUID> started = new ArrayList<>();
    for (Future<UUID> call : callers.invokeAll(calls)) {
      try {
        started.add(call.get());
      } catch (java.util.concurrent.ExecutionException e) {
        assertThat(e.getCause())
            .isInstanceOfSatisfying(
                SynclineException.class,
                refused -> assertThat(refused.code()).isEqualTo("SYNC_IN_PROGRESS"));
      }
    }
    callers.shutdown();
    goOn.countDown();

    assertThat(started).hasSize(1);
    assertThat(pipeline.await(started.get(0)).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(pipeline.count("run")).isOne();
  }

  @Test
  void aRunMayFollowTheOneThatJustEnded() {
    pipeline.task("people", PEOPLE);
    crm.rows(row("1", "Ann"));
    for (int i = 0; i < 15; i++) {
      assertThat(pipeline.full("people").status()).isEqualTo(RunStatus.COMPLETED);
    }
  }

  @Test
  void aRunThatTheEngineForgotGoesOnAfterItsLastWindow() {
    pipeline.task("people", PEOPLE.replace("'key'", "'batch': {'size': 1}, 'key'"));
    crm.rows(row("1", "Ann"), row("2", "Bob"), row("3", "Cid"));
    UUID forgotten = forgotten();

    pipeline.engine.get(Reconciler.class).reconcile();
    RunRow run = pipeline.await(forgotten);

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.counts().fetched()).isEqualTo(3);
    assertThat(crm.reads).containsExactly("1", "2");
  }

  /** A row of a run that committed its first record and whose workflow is unknown. */
  private UUID forgotten() {
    UUID id = UUID.randomUUID();
    pipeline
        .engine
        .owner()
        .sql(
            """
            insert into syncline.run (tenant, sync_id, task, entity, mode, trigger, status,
              workflow_id, started_at, definition, fingerprint, windows, cursor, fetched, created)
            select tenant, ?, name, entity, 'full', 'manual', 'running', ?,
              now() - interval '1 hour', definition, fingerprint, 1, '1', 1, 1
            from syncline.task where tenant = ?
            """)
        .params(id, "sync/" + pipeline.tenant + "/people", pipeline.tenant)
        .update();
    return id;
  }

  @Test
  void anOpenRowWhoseWorkflowIsGoneGivesWayToANewRun() {
    pipeline.task("people", PEOPLE);
    crm.rows(row("1", "Ann"));
    UUID forgotten = forgotten();

    assertThat(pipeline.full("people").status()).isEqualTo(RunStatus.COMPLETED);

    assertThat(pipeline.row(forgotten).status()).isEqualTo(RunStatus.FAILED);
    assertThat(pipeline.row(forgotten).errorCode()).isEqualTo("INTERRUPTED");
  }

  @Test
  void anUnknownTaskIsNotStarted() {
    assertThatThrownBy(() -> pipeline.start("nobody", SyncMode.FULL, false, RunRequest.ALL))
        .hasMessageContaining("nobody");
    assertThat(pipeline.count("run")).isZero();
  }
}
