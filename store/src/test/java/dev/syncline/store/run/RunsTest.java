package dev.syncline.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.domain.Counts;
import dev.syncline.domain.Outcome;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.run.Runs.Entry;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunsTest extends RunRows {
  @Test
  void aRunIsReadAsItWasEntered() {
    RunRequest asked =
        new RunRequest(
            List.of("open"), now, now.plusSeconds(1), List.of("7"), List.of(UUID.randomUUID()));
    NewRun run = run("people", "key", true, null, asked);

    assertThat(runs.enter(run)).isEqualTo(Entry.ENTERED);

    RunRow row = runs.find(tenant, run.syncId()).orElseThrow();
    assertThat(row.status()).isEqualTo(RunStatus.QUEUED);
    assertThat(row.trigger()).isEqualTo(TriggerKind.WEBHOOK);
    assertThat(row.startedAt()).isEqualTo(now);
    assertThat(RunRequest.of(row.request())).isEqualTo(asked);
    assertThat(row.counts()).isEqualTo(Counts.ZERO);
    assertThat(runs.findByKey(tenant, "key")).map(RunRow::syncId).contains(run.syncId());
    assertThat(runs.openOf(tenant, "people")).map(RunRow::syncId).contains(run.syncId());
  }

  @Test
  void anEntityHasOneOpenRun() {
    NewRun first = run("people", null);
    runs.enter(first);

    assertThat(runs.enter(run("people", null))).isEqualTo(Entry.ENTITY_BUSY);
    assertThat(runs.enter(run("orders", null))).isEqualTo(Entry.ENTERED);

    runs.end(tenant, first.syncId(), RunStatus.COMPLETED, Outcome.SUCCESS, null, null, now);
    assertThat(runs.enter(run("people", null))).isEqualTo(Entry.ENTERED);
  }

  @Test
  void childrenDoNotHoldTheirEntity() {
    NewRun parent = run("people", null);
    runs.enter(parent);

    assertThat(runs.enter(run("people", null, false, parent.syncId(), RunRequest.ALL)))
        .isEqualTo(Entry.ENTERED);
    assertThat(runs.children(tenant, parent.syncId())).hasSize(1);
  }

  @Test
  void aKeyIsUsedOnceInItsTenant() {
    runs.enter(run("people", "key"));

    assertThat(runs.enter(run("orders", "key"))).isEqualTo(Entry.KEY_USED);
  }

  @Test
  void aWithdrawnRunGivesBackItsEntityAndItsKey() {
    NewRun first = run("people", "key");
    runs.enter(first);
    runs.withdraw(tenant, first.syncId());

    assertThat(runs.find(tenant, first.syncId())).isEmpty();
    assertThat(runs.enter(run("people", "key"))).isEqualTo(Entry.ENTERED);
  }

  @Test
  void aRunThatBeganIsNotWithdrawn() {
    NewRun run = run("people", null);
    runs.enter(run);
    runs.begin(tenant, run.syncId(), "{\"entity\":\"people\"}", "f");
    runs.withdraw(tenant, run.syncId());

    RunRow row = runs.find(tenant, run.syncId()).orElseThrow();
    assertThat(row.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(row.definition()).isEqualTo("{\"entity\":\"people\"}");
    runs.begin(tenant, run.syncId(), "{}", "g");
    assertThat(runs.find(tenant, run.syncId()).orElseThrow().fingerprint()).isEqualTo("f");
  }

  @Test
  void aRunEndsOnce() {
    NewRun run = run("people", null);
    runs.enter(run);

    assertThat(runs.end(tenant, run.syncId(), RunStatus.FAILED, Outcome.FAILED, "C", "why", now))
        .isTrue();
    assertThat(
            runs.end(tenant, run.syncId(), RunStatus.COMPLETED, Outcome.SUCCESS, null, null, now))
        .isFalse();
    RunRow row = runs.find(tenant, run.syncId()).orElseThrow();
    assertThat(row.status()).isEqualTo(RunStatus.FAILED);
    assertThat(row.error()).isEqualTo("why");
    assertThat(row.completedAt()).isEqualTo(now);
  }

  @Test
  void theDatabaseRefusesCountsThatDoNotAddUp() {
    NewRun run = run("people", null);
    runs.enter(run);

    assertThatThrownBy(
            () ->
                store
                    .owner()
                    .sql("update syncline.run set fetched = 3, created = 1 where sync_id = ?")
                    .param(run.syncId())
                    .update())
        .hasMessageContaining("run_accounting");
  }

  @Test
  void endingMovesTheWatermarkForwardAndNeverBack() {
    for (int minute : new int[] {5, 3}) {
      NewRun run = run("people", null);
      runs.enter(run);
      runs.begin(tenant, run.syncId(), "{}", "f" + minute);
      store
          .owner()
          .sql("update syncline.run set watermark = ? where sync_id = ?")
          .params(java.sql.Timestamp.from(now.plusSeconds(60L * minute)), run.syncId())
          .update();
      assertThat(end(run, true, true)).isTrue();
      assertThat(end(run, true, true)).isFalse();
    }

    assertThat(store.get(dev.syncline.store.state.SyncStates.class).find(tenant, "task", 0))
        .contains(new dev.syncline.store.state.SyncState(now.plusSeconds(300), "f3", false));
  }

  @Test
  void endingAnnouncesTheTotals() {
    NewRun run = run("people", null);
    runs.enter(run);
    runs.begin(tenant, run.syncId(), "{}", "f");
    store
        .owner()
        .sql("update syncline.run set windows = 1 where sync_id = ?")
        .param(run.syncId())
        .update();
    end(run, true, true);

    assertThat(
            store.rows(
                "select type, fields->>'status' as status, fields->>'duration_ms' as ms"
                    + " from syncline.event where sync_id = ? order by id",
                run.syncId()))
        .extracting(r -> r.get("type") + " " + r.get("status") + " " + r.get("ms"))
        .containsExactly(
            "syncTask.triggered null null",
            "sync.records.fetched null null",
            "syncTask.completed success 2000");
  }

  @Test
  void aParentSumsItsChildren() {
    NewRun parent = run("people", null);
    runs.enter(parent);
    for (int i = 0; i < 2; i++) {
      NewRun child = run("people", null, false, parent.syncId(), RunRequest.ALL);
      runs.enter(child);
      store
          .owner()
          .sql(
              "update syncline.run set fetched = 3, created = 2, failed = 1, delivered_created = 4"
                  + " where sync_id = ?")
          .param(child.syncId())
          .update();
    }

    store.get(RunFamily.class).sum(tenant, parent.syncId());

    RunRow row = runs.find(tenant, parent.syncId()).orElseThrow();
    assertThat(row.counts()).isEqualTo(new Counts(6, 4, 0, 0, 0, 0, 0, 2, 0));
    assertThat(row.delivered().created()).isEqualTo(8);
  }
}
