package dev.syncline.store.window;

import static dev.syncline.store.window.WindowBench.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.domain.Category;
import dev.syncline.domain.Counts;
import dev.syncline.domain.Outcome;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.window.Classifying.Decided;
import dev.syncline.store.window.WindowBench.BenchRun;
import dev.syncline.store.window.WindowBench.Failed;
import dev.syncline.store.window.WindowBench.Filtered;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WindowCommitTest {
  private static final String ANN = "{\"name\": \"Ann\"}";
  private static final String ANNA = "{\"name\": \"Anna\"}";
  private static final String BOB = "{\"name\": \"Bob\"}";

  private final WindowBench bench = new WindowBench();

  @Test
  void newRowsBecomeRecords() {
    BenchRun run = bench.run();

    Committed done = run.window(row("1", ANN), row("2", BOB));

    assertThat(done.counts()).isEqualTo(new Counts(2, 2, 0, 0, 0, 0, 0, 0, 0));
    Map<String, Object> record = bench.record(bench.recordOf("1"));
    assertThat(record)
        .containsEntry("data", ANN)
        .containsEntry("version", 1)
        .containsEntry("created_by", run.syncId);
    assertThat(bench.idMap("crm", "1"))
        .containsEntry("base", null)
        .containsEntry("base_version", 1);
    assertThat(bench.rowsOf("record_history")).isZero();
    assertThat(run.row().windows()).isEqualTo(1);
    assertThat(run.row().cursor()).isEqualTo("cursor-1");
    assertThat(run.row().phaseMillis()).contains("\"fetching\": 5").contains("\"matching\": 7");
  }

  @Test
  void rowsThatDidNotChangeAreNotTouched() {
    bench.run().window(row("1", ANN));
    List<Map<String, Object>> before = versions();

    BenchRun again = bench.run();
    assertThat(again.window(row("1", ANN)).counts())
        .isEqualTo(new Counts(1, 0, 0, 1, 0, 0, 0, 0, 0));

    assertThat(versions()).isEqualTo(before);
  }

  private List<Map<String, Object>> versions() {
    return bench.store.rows(
        "select r.xmin::text as r, i.xmin::text as i from syncline.record r join syncline.id_map i"
            + " using (tenant, record_id) where tenant = ? order by record_id",
        bench.tenant);
  }

  @Test
  void aChangedRowFastForwardsItsRecordAndLeavesHistory() {
    BenchRun first = bench.run();
    first.window(row("1", ANN));
    UUID record = bench.recordOf("1");

    BenchRun second = bench.run();
    assertThat(second.window(row("1", ANNA)).counts())
        .isEqualTo(new Counts(1, 0, 1, 0, 0, 0, 0, 0, 0));

    assertThat(bench.record(record))
        .containsEntry("data", ANNA)
        .containsEntry("version", 2)
        .containsEntry("created_by", first.syncId)
        .containsEntry("updated_by", second.syncId);
    assertThat(bench.history(record))
        .containsExactly(
            Map.of(
                "version",
                1,
                "data",
                ANN,
                "operation",
                "update",
                "external_id",
                "1",
                "sync_id",
                second.syncId));
    assertThat(bench.idMap("crm", "1")).containsEntry("base_version", 2);
  }

  @Test
  void theSecondRowOfAKeyInAWindowIsADuplicateAndItsValuesStand() {
    BenchRun run = bench.run();

    assertThat(run.window(row("1", ANN), row("2", BOB), row("1", ANNA)).counts())
        .isEqualTo(new Counts(3, 2, 0, 0, 1, 0, 0, 0, 0));

    assertThat(bench.record(bench.recordOf("1"))).containsEntry("data", ANNA);
  }

  @Test
  void theSecondRowOfAKeyInALaterWindowIsADuplicateToo() {
    BenchRun run = bench.run();
    run.window(row("1", ANN));

    assertThat(run.window(row("1", ANNA)).counts())
        .isEqualTo(new Counts(1, 0, 0, 0, 1, 0, 0, 0, 0));
    assertThat(run.window(row("1", ANNA)).counts())
        .isEqualTo(new Counts(1, 0, 0, 0, 1, 0, 0, 0, 0));

    assertThat(bench.record(bench.recordOf("1"))).containsEntry("data", ANNA);
    assertThat(run.counts()).isEqualTo(new Counts(3, 1, 0, 0, 2, 0, 0, 0, 0));
  }

  @Test
  void everyKindOfRowIsAccountedFor() {
    bench.run().window(row("same", ANN), row("changed", ANN));
    BenchRun run = bench.run();

    Committed done =
        run.window(
            row("same", ANN),
            row("changed", ANNA),
            row("new", BOB),
            row("twice", ANN),
            row("twice", BOB),
            new Failed("bad", null, true),
            new Failed(null, "line 7", false),
            new Filtered("left-out", false),
            new Filtered("old", true));

    assertThat(done.counts()).isEqualTo(new Counts(9, 2, 1, 1, 1, 2, 0, 2, 0));
    assertThat(done.counts().balanced()).isTrue();
    assertThat(run.counts()).isEqualTo(done.counts());
    assertThat(
            bench.store.rows(
                "select identity, phase, payload, status from syncline.failure where tenant = ?"
                    + " order by identity",
                bench.tenant))
        .containsExactly(
            Map.of(
                "identity",
                "bad",
                "phase",
                "transforming",
                "payload",
                "payload of bad",
                "status",
                "failed"),
            Map.of(
                "identity",
                "line 7",
                "phase",
                "fetching",
                "payload",
                "payload of null",
                "status",
                "failed"));
    assertThat(
            bench.store.rows(
                "select status, external_id from syncline.run_item where sync_id = ?"
                    + " order by seq",
                run.syncId))
        .extracting(r -> r.get("status") + " " + r.get("external_id"))
        .containsExactly("failed bad", "failed null", "skipped left-out");
  }

  @Test
  void aFailureThatComesRightIsResolvedAndOneThatComesAgainStaysOne() {
    bench.run().window(new Failed("1", null, true), new Failed("2", null, true));

    bench.run().window(row("1", ANN), new Failed("2", null, true));

    assertThat(
            bench.store.rows(
                "select identity, status from syncline.failure where tenant = ? order by identity",
                bench.tenant))
        .containsExactly(
            Map.of("identity", "1", "status", "resolved"),
            Map.of("identity", "2", "status", "failed"));
  }

  @Test
  void aWindowThatWasCommittedIsFoundDone() {
    BenchRun run = bench.run();
    WindowCommit commit = run.classified(row("1", ANN));
    run.commit(commit);

    assertThat(bench.windows.committed(run.origin(), 1))
        .contains(new Counts(1, 1, 0, 0, 0, 0, 0, 0, 0));
    assertThat(bench.windows.committed(run.origin(), 2)).isEmpty();
  }

  @Test
  void aSecondCommitOfTheSameWindowWritesNothing() {
    BenchRun run = bench.run();
    run.window(row("1", ANN));
    WindowCommit again = run.classified(row("2", BOB));
    WindowCommit firstAgain =
        new WindowCommit(
            again.origin(),
            1,
            again.candidates(),
            again.decisions(),
            "other",
            true,
            null,
            null,
            List.of(),
            false,
            Purpose.RECORDS,
            0,
            0,
            0,
            Further.NONE,
            List.of());

    assertThatThrownBy(() -> run.commit(firstAgain))
        .isInstanceOfSatisfying(
            SynclineException.class, e -> assertThat(e.category()).isEqualTo(Category.CANCELLED));

    assertThat(run.counts().fetched()).isOne();
    assertThat(run.row().cursor()).isEqualTo("cursor-1");
    assertThat(bench.rowsOf("record")).isOne();
  }

  @Test
  void aWindowOfARunThatHasEndedIsNotCommitted() {
    BenchRun run = bench.run();
    WindowCommit commit = run.classified(row("1", ANN));
    bench.runs.end(
        bench.tenant, run.syncId, RunStatus.CANCELLED, Outcome.PARTIAL, null, null, Instant.now());

    assertThatThrownBy(() -> run.commit(commit)).hasMessageContaining("the run has ended");
    assertThat(bench.rowsOf("record")).isZero();
  }

  @Test
  void anExternalIdTakenMeanwhileOvertakesTheWindow() {
    BenchRun slow = bench.run();
    WindowCommit commit = slow.classified(row("1", ANN), row("2", BOB));
    bench.run().window(row("2", BOB));

    assertThatThrownBy(() -> slow.commit(commit)).isInstanceOf(Overtaken.class);

    assertThat(bench.rowsOf("record")).isOne();
    assertThat(slow.counts()).isEqualTo(Counts.ZERO);
    assertThat(slow.row().windows()).isZero();
    slow.commit(slow.classified(commit.candidates(), 1));
    assertThat(slow.counts()).isEqualTo(new Counts(2, 1, 0, 1, 0, 0, 0, 0, 0));
  }

  @Test
  void aRecordThatChangedMeanwhileOvertakesTheWindow() {
    bench.run().window(row("1", ANN));
    BenchRun slow = bench.run();
    WindowCommit commit = slow.classified(row("1", ANNA), row("2", BOB));
    bench.run().window(row("1", BOB));

    assertThatThrownBy(() -> slow.commit(commit)).isInstanceOf(Overtaken.class);

    assertThat(bench.rowsOf("record")).isOne();
    assertThat(bench.record(bench.recordOf("1"))).containsEntry("data", BOB);
    assertThat(bench.history(bench.recordOf("1"))).hasSize(1);
    slow.commit(slow.classified(commit.candidates(), 1));
    assertThat(bench.record(bench.recordOf("1")))
        .containsEntry("data", ANNA)
        .containsEntry("version", 3);
  }

  @Test
  void aRowFoundByKeyJoinsTheRecordOfAnotherSystem() {
    bench.run("crm").window(row("1", ANN, "ann@x"));
    UUID record = bench.recordOf("1");
    BenchRun shop = bench.run("shop");
    shop.judge =
        meetings -> {
          assertThat(meetings).hasSize(1);
          assertThat(meetings.get(0).operation()).isEqualTo('M');
          assertThat(meetings.get(0).record()).isEqualTo(ANN);
          return List.of(new Decided(meetings.get(0).seq(), 'M', 1, ANNA));
        };

    assertThat(shop.window(row("9", ANNA, "ann@x")).counts())
        .isEqualTo(new Counts(1, 0, 0, 0, 1, 0, 0, 0, 0));

    assertThat(bench.recordOf("shop", "9")).isEqualTo(record);
    assertThat(bench.record(record)).containsEntry("data", ANNA).containsEntry("version", 2);
    assertThat(bench.history(record)).singleElement().extracting("operation").isEqualTo("merge");
    assertThat(bench.idMap("crm", "1")).containsEntry("base_text", ANN);
    assertThat(bench.idMap("shop", "9"))
        .containsEntry("base_text", ANNA)
        .containsEntry("base_version", 2);
  }

  @Test
  void theOtherMembersBaseIsKeptWhenOneChangesTheRecord() {
    bench.run("crm").window(row("1", ANN, "k"));
    BenchRun shop = bench.run("shop");
    shop.judge = m -> List.of(new Decided(1, 'J', 1, null));
    shop.window(row("9", ANN, "k"));
    assertThat(bench.idMap("crm", "1")).containsEntry("base", null);
    assertThat(bench.idMap("shop", "9")).containsEntry("base_text", ANN);

    bench.run("crm").window(row("1", ANNA, "k"));

    BenchRun other = bench.run("shop");
    other.judge =
        meetings -> {
          assertThat(meetings)
              .singleElement()
              .satisfies(
                  m -> {
                    assertThat(m.operation()).isEqualTo('D');
                    assertThat(m.base()).isEqualTo(ANN);
                    assertThat(m.record()).isEqualTo(ANNA);
                    assertThat(m.version()).isEqualTo(2);
                  });
          return List.of(new Decided(1, 'R', 2, BOB));
        };
    assertThat(other.window(row("9", BOB, "k")).counts().updated()).isOne();

    assertThat(bench.idMap("crm", "1")).containsEntry("base_text", ANNA);
    assertThat(bench.idMap("shop", "9"))
        .containsEntry("base", null)
        .containsEntry("base_version", 3);
  }

  @Test
  void aDivergedRowThatChangesNothingIsRememberedAndCountsAsUnchanged() {
    bench.run("crm").window(row("1", ANN, "k"));
    BenchRun shop = bench.run("shop");
    shop.judge = m -> List.of(new Decided(1, 'J', 1, null));
    shop.window(row("9", ANN, "k"));

    BenchRun other = bench.run("shop");
    other.judge = m -> List.of(new Decided(1, 'V', 1, null));
    assertThat(other.window(row("9", BOB, "k")).counts().unchanged()).isOne();

    assertThat(bench.record(bench.recordOf("1"))).containsEntry("version", 1);
    assertThat(bench.idMap("shop", "9")).containsEntry("base_text", BOB);
    assertThat(bench.run("shop").window(row("9", BOB, "k")).counts().unchanged()).isOne();
  }

  @Test
  void aRecordThatWasToStayAsItIsAndChangedMeanwhileOvertakesTheWindow() {
    bench.run("crm").window(row("1", ANN, "k"));
    BenchRun shop = bench.run("shop");
    shop.judge = m -> List.of(new Decided(1, 'J', 1, null));
    shop.window(row("9", ANN, "k"));
    BenchRun slow = bench.run("shop");
    slow.judge = m -> List.of(new Decided(1, 'V', m.get(0).version(), null));
    WindowCommit commit = slow.classified(row("9", BOB, "k"));
    bench.run("crm").window(row("1", ANNA, "k"));

    assertThatThrownBy(() -> slow.commit(commit)).isInstanceOf(Overtaken.class);

    assertThat(bench.idMap("shop", "9")).containsEntry("base_text", ANN);
    slow.commit(slow.classified(commit.candidates(), 1));
    assertThat(bench.idMap("shop", "9")).containsEntry("base_text", BOB);
  }

  @Test
  void anExternalIdThatWasToJoinAndWasTakenMeanwhileOvertakesTheWindow() {
    bench.run("crm").window(row("1", ANN, "k"));
    BenchRun slow = bench.run("shop");
    slow.judge = m -> List.of(new Decided(1, 'J', 1, null));
    WindowCommit commit = slow.classified(row("9", ANN, "k"));
    BenchRun fast = bench.run("shop");
    fast.judge = slow.judge;
    fast.window(row("9", BOB, "k"));

    assertThatThrownBy(() -> slow.commit(commit)).isInstanceOf(Overtaken.class);

    assertThat(bench.idMap("shop", "9")).containsEntry("base_text", BOB);
  }

  @Test
  void aTaskThatOnlyCreatesLeavesChangesOutAndOneThatOnlyUpdatesNewRows() {
    bench.run().window(row("1", ANN));
    BenchRun creating = bench.run();
    creating.updates = false;
    assertThat(creating.window(row("1", ANNA), row("2", BOB)).counts())
        .isEqualTo(new Counts(2, 1, 0, 0, 0, 1, 0, 0, 0));
    BenchRun updating = bench.run();
    updating.creates = false;
    assertThat(updating.window(row("1", ANNA), row("3", BOB)).counts())
        .isEqualTo(new Counts(2, 0, 1, 0, 0, 1, 0, 0, 0));
    assertThat(bench.rowsOf("record")).isEqualTo(2);
  }

  @Test
  void aDryRunWritesItsPlanAndNoRecords() {
    bench.run().window(row("1", ANN));
    BenchRun dry = bench.dryRun();
    dry.targets = List.of(new WindowCommit.TargetResource("books", "Customer"));

    assertThat(dry.window(row("1", ANNA), row("2", BOB), new Failed("3", null, true)).counts())
        .isEqualTo(new Counts(3, 1, 1, 0, 0, 0, 0, 1, 0));

    assertThat(bench.record(bench.recordOf("1"))).containsEntry("data", ANN);
    assertThat(bench.rowsOf("record")).isOne();
    assertThat(bench.rowsOf("id_map")).isOne();
    assertThat(bench.rowsOf("outbox")).isZero();
    assertThat(bench.rowsOf("failure")).isZero();
    assertThat(bench.rowsOf("record_history")).isZero();
    assertThat(
            bench.store.rows(
                "select coalesce(op, state) as operation, external_id, before::text as before,"
                    + " case when op is not null then data::text end as after"
                    + " from syncline.plan_row where sync_id = ? order by seq",
                dry.syncId))
        .extracting(
            r ->
                r.get("operation")
                    + " "
                    + r.get("external_id")
                    + " "
                    + r.get("before")
                    + " "
                    + r.get("after"))
        .containsExactly("F 1 " + ANN + " " + ANNA, "C 2 null " + BOB, "F 3 null null");
  }

  @Test
  void changedRecordsAreEnteredForDelivery() {
    bench.run().window(row("1", ANN), row("2", BOB));
    BenchRun run = bench.run();
    run.targets = List.of(new WindowCommit.TargetResource("books", "Customer"));

    Committed done = run.window(row("1", ANNA), row("2", BOB), row("3", BOB));

    assertThat(done.outbox()).isEqualTo(2);
    assertThat(
            bench.store.rows(
                "select record_id, record_version from syncline.outbox where tenant = ?"
                    + " order by seq",
                bench.tenant))
        .containsExactly(
            Map.of("record_id", bench.recordOf("1"), "record_version", 2),
            Map.of("record_id", bench.recordOf("3"), "record_version", 1));
  }

  @Test
  void aCommitDropsTheStagingItUsed() {
    BenchRun run = bench.run();
    run.window(row("1", ANN));

    assertThat(bench.staging.runsWithTables()).doesNotContain(run.syncId);
  }

  @Test
  void rowsThatChangeTheSameRecordAreDecidedTogether() {
    BenchRun first = bench.run();
    first.window(row("1", ANN, "k"));
    BenchRun joining = bench.run();
    joining.judge = m -> List.of(new Decided(1, 'J', 1, null));
    joining.window(row("2", ANN, "k"));

    BenchRun run = bench.run();
    run.judge =
        meetings -> {
          assertThat(meetings).extracting(m -> m.operation()).containsExactly('D', 'D', 'M');
          assertThat(meetings.get(0).base()).isEqualTo(ANN);
          assertThat(meetings.get(2).base()).isNull();
          return List.of(
              new Decided(1, 'R', 1, BOB),
              new Decided(2, 'V', 2, null),
              new Decided(3, 'J', 2, null));
        };
    assertThat(run.window(row("1", ANNA, "k"), row("2", BOB, "k"), row("3", BOB, "k")).counts())
        .isEqualTo(new Counts(3, 0, 1, 1, 1, 0, 0, 0, 0));

    assertThat(bench.record(bench.recordOf("1")))
        .containsEntry("data", BOB)
        .containsEntry("version", 2);
    assertThat(bench.run().window(row("1", ANNA, "k"), row("2", BOB, "k")).counts().unchanged())
        .isEqualTo(2);
  }

  @Test
  void aTaskThatMayNotUpdateJoinsARowFoundByKeyAndLeavesTheRecordAlone() {
    bench.run("crm").window(row("1", ANN, "k"));
    BenchRun updating = bench.run("shop");
    updating.creates = false;
    updating.updates = false;

    assertThat(updating.window(row("9", BOB, "k")).counts().duplicate()).isOne();

    assertThat(bench.record(bench.recordOf("shop", "9")))
        .containsEntry("data", ANN)
        .containsEntry("version", 1);
  }

  @Test
  void severalNewRowsOfOneRecordInAWindowHaveOnePrimaryId() {
    bench.run("crm").window(row("1", ANN, "k"));
    BenchRun shop = bench.run("shop");
    shop.judge = m -> List.of(new Decided(1, 'M', 1, ANNA), new Decided(2, 'J', 2, null));

    shop.window(row("8", ANNA, "k"), row("9", ANNA, "k"));

    assertThat(
            bench.store.rows(
                "select external_id from syncline.id_map where tenant = ? and connection = 'shop'"
                    + " and is_primary",
                bench.tenant))
        .hasSize(1);
  }
}
