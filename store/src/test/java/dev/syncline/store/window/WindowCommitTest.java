package dev.syncline.store.window;

import static dev.syncline.store.window.WindowBench.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.Counts;
import dev.syncline.store.window.WindowBench.BenchRun;
import dev.syncline.store.window.WindowBench.Failed;
import dev.syncline.store.window.WindowBench.Filtered;
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
}
