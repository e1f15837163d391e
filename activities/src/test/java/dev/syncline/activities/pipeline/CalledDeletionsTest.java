package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a record that its system calls about and has no more. */
class CalledDeletionsTest {
  private final Pipeline pipeline = new Pipeline();
  private final MemorySystem shop = pipeline.connect("shop");

  @BeforeEach
  void fiveRecords() {
    shop.canGet = true;
    shop.rows(row(1), row(2), row(3), row(4), row(5));
  }

  private static String row(int id) {
    return "{\"id\":%d,\"name\":\"n%d\"}".formatted(id, id);
  }

  private void task(String more) {
    pipeline.task(
        "orders",
        "{'entity':'orders','source':{'connection':'shop'},'key':'id','fields':{'name':'name'}"
            + more
            + "}");
    assertThat(pipeline.full("orders").counts().created()).isEqualTo(5);
  }

  private void gone(int... left) {
    shop.rows(java.util.stream.IntStream.of(left).mapToObj(i -> row(i)).toArray(String[]::new));
  }

  private List<String> items(RunRow run) {
    return pipeline
        .sql(
            "select external_id || ' ' || operation || ' ' || status || ' ' || coalesce(code, '-')"
                + " as item from syncline.run_item where sync_id = ? order by external_id",
            run.syncId())
        .stream()
        .map(row -> String.valueOf(row.get("item")))
        .toList();
  }

  @Test
  void isRemovedWhereDeletesPropagate() {
    task(",'deletes':'propagate'");
    gone(1, 2, 3, 4);
    RunRow run = pipeline.called("orders", "1", "5");
    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.counts().deleted()).isOne();
    assertThat(run.counts().fetched()).isOne();
    assertThat(pipeline.records()).hasSize(4).noneMatch(data -> data.contains("n5"));
    assertThat(items(run)).containsExactly("5 delete applied -");
    assertThat(pipeline.count("seen_key")).isZero();
  }

  @Test
  void comesBackAsTheSameRecord() {
    task(",'deletes':'propagate'");
    Object before = recordOf("5");
    gone(1, 2, 3, 4);
    pipeline.called("orders", "5");
    fiveRecords();
    pipeline.called("orders", "5");
    assertThat(recordOf("5")).isEqualTo(before);
    assertThat(pipeline.records()).hasSize(5);
  }

  private Object recordOf(String id) {
    return pipeline
        .sql(
            "select record_id from syncline.id_map where tenant = ? and external_id = ?",
            pipeline.tenant,
            id)
        .get(0)
        .get("record_id");
  }

  @Test
  void isRemovedWithoutAPlanWhereGatesAreOff() {
    task(",'deletes':'propagate','gates':'off'");
    gone(1);
    RunRow run = pipeline.called("orders", "1", "2", "3", "4", "5");
    assertThat(run.counts().deleted()).isEqualTo(4);
    assertThat(pipeline.records()).hasSize(1);
  }

  @Test
  void waitsForAPersonWhereAGateStopsIt() {
    task(",'deletes':'propagate'");
    gone(1, 2, 3);
    RunRow run = pipeline.called("orders", "4", "5");
    assertThat(run.status()).isEqualTo(RunStatus.WAITING_APPROVAL);
    assertThat(pipeline.records()).hasSize(5);
  }

  @Test
  void staysWhereDeletesAreIgnoredAndTheRunSaysSo() {
    task("");
    gone(1, 2, 3, 4);
    RunRow run = pipeline.called("orders", "1", "5");
    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.counts().deleted()).isZero();
    assertThat(pipeline.records()).hasSize(5);
    assertThat(items(run)).containsExactly("5 none skipped NOT_FOUND");
    assertThat(pipeline.count("seen_key")).isZero();
  }

  @Test
  void thatWasNeverThereIsNamed() {
    task(",'deletes':'propagate'");
    RunRow run = pipeline.called("orders", "1", "77");
    assertThat(run.counts().deleted()).isZero();
    assertThat(run.counts().fetched()).isOne();
    assertThat(items(run)).containsExactly("77 none skipped NOT_FOUND");
  }

  @Test
  void staysWhereAPersonNamesIt() {
    task(",'deletes':'propagate'");
    gone(1, 2, 3, 4);
    RunRequest request = new RunRequest(List.of(), null, null, List.of("5"), List.of());
    UUID id = pipeline.start("orders", SyncMode.FULL, false, request);
    RunRow run = pipeline.await(id);
    assertThat(run.trigger()).isEqualTo(TriggerKind.MANUAL);
    assertThat(run.counts().deleted()).isZero();
    assertThat(pipeline.records()).hasSize(5);
    assertThat(items(run)).containsExactly("5 none skipped NOT_FOUND");
  }

  @Test
  void isConfirmedWhereRowsShiftAndLeftAloneWhereNothingCanConfirmIt() {
    task(",'deletes':'propagate'");
    shop.mayShift = true;
    gone(1, 2, 3, 4);
    shop.canGet = false;
    assertThat(pipeline.called("orders", "5").counts().deleted()).isZero();
    shop.canGet = true;
    assertThat(pipeline.called("orders", "5").counts().deleted()).isOne();
  }
}
