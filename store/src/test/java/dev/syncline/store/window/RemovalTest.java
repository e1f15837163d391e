package dev.syncline.store.window;

import static dev.syncline.store.window.WindowBench.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.domain.Category;
import dev.syncline.domain.Outcome;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.window.Classifying.Decided;
import dev.syncline.store.window.WindowBench.BenchRun;
import dev.syncline.store.window.WindowBench.Failed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RemovalTest {
  private static final String ANN = "{\"name\": \"Ann\"}";
  private static final String BOB = "{\"name\": \"Bob\"}";
  private static final WindowCommit.TargetResource BOOKS =
      new WindowCommit.TargetResource("books", "Customer");

  private final WindowBench bench = new WindowBench();

  private BenchRun reading(WindowBench.Row... rows) {
    BenchRun run = bench.run();
    run.keepsSeenKeys = true;
    run.window(rows);
    return run;
  }

  private static Committed remove(BenchRun run) {
    return run.removal()
        .remove(run.origin(), run.removal().missing(run.origin()), List.of(), Further.NONE);
  }

  @Test
  void whatACompleteReadDoesNotMeetBecomesATombstone() {
    bench.run().window(row("1", ANN), row("2", BOB));
    UUID two = bench.recordOf("2");
    BenchRun run = reading(row("1", ANN));

    assertThat(run.removal().missing(run.origin())).containsExactly("2");
    assertThat(run.removal().extent(run.origin())).isEqualTo(new Removal.Extent(1, 2));
    assertThat(remove(run).counts().deleted()).isOne();

    assertThat(bench.record(two).get("deleted_at")).isNotNull();
    assertThat(bench.record(two)).containsEntry("version", 2);
    assertThat(bench.history(two)).singleElement().extracting("operation").isEqualTo("delete");
    assertThat(run.counts().deleted()).isOne();
    assertThat(run.counts().balanced()).isTrue();
  }

  @Test
  void rowsThatFailedWithTheirKeyCountAsSeen() {
    bench.run().window(row("1", ANN), row("2", BOB));
    BenchRun run = reading(row("1", ANN), new Failed("2", null, true));

    assertThat(run.removal().missing(run.origin())).isEmpty();
  }

  @Test
  void rowsWrittenAfterTheReadBeganAreLeftAlone() {
    BenchRun run = reading(row("1", ANN));
    bench.run().window(row("2", BOB));

    assertThat(run.removal().missing(run.origin())).isEmpty();
  }

  @Test
  void aSecondRemovalFindsNothingLeft() {
    bench.run().window(row("1", ANN), row("2", BOB), row("3", BOB));
    BenchRun run = reading(row("1", ANN), row("3", BOB));
    run.removal()
        .remove(run.origin(), run.removal().missing(run.origin()), List.of(BOOKS), Further.NONE);

    List<String> missing = run.removal().missing(run.origin());
    Committed again = run.removal().remove(run.origin(), missing, List.of(BOOKS), Further.NONE);

    assertThat(missing).isEmpty();
    assertThat(again.counts().deleted()).isZero();
    assertThat(again.outbox()).isZero();
    assertThat(run.counts().deleted()).isOne();
    assertThat(bench.rowsOf("outbox")).isOne();
  }

  @Test
  void aRunThatHasEndedRemovesNothing() {
    bench.run().window(row("1", ANN), row("2", BOB));
    BenchRun run = reading(row("1", ANN));
    bench.runs.end(
        bench.tenant, run.syncId, RunStatus.CANCELLED, Outcome.PARTIAL, null, null, Instant.now());

    assertThatThrownBy(() -> remove(run))
        .isInstanceOfSatisfying(
            SynclineException.class, e -> assertThat(e.category()).isEqualTo(Category.CANCELLED));
    assertThat(bench.record(bench.recordOf("2")).get("deleted_at")).isNull();
  }

  @Test
  void aRecordThatComesBackIsTheSameOne() {
    bench.run().window(row("1", ANN), row("2", BOB));
    UUID two = bench.recordOf("2");
    remove(reading(row("1", ANN)));

    BenchRun back = bench.run();
    assertThat(back.window(row("1", ANN), row("2", BOB)).counts().updated()).isOne();

    assertThat(bench.recordOf("2")).isEqualTo(two);
    assertThat(bench.record(two))
        .containsEntry("deleted_at", null)
        .containsEntry("data", BOB)
        .containsEntry("version", 3);
    assertThat(bench.history(two))
        .extracting(h -> h.get("operation"))
        .containsExactly("delete", "restore");
  }

  @Test
  void aTombstoneIsNotMissingAgain() {
    bench.run().window(row("1", ANN), row("2", BOB));
    remove(reading(row("1", ANN)));

    BenchRun next = reading(row("1", ANN));
    assertThat(next.removal().missing(next.origin())).isEmpty();
    assertThat(next.removal().extent(next.origin())).isEqualTo(new Removal.Extent(0, 1));
  }

  @Test
  void losingOneOfTwoMembersDetachesItAndLosingTheLastDeletesTheRecord() {
    bench.run("shop").window(row("9", ANN, "k"));
    BenchRun crm = bench.run();
    crm.judge = m -> List.of(new Decided(1, 'J', 1, null));
    crm.window(row("1", ANN, "k"));
    UUID record = bench.recordOf("1");

    BenchRun run = reading(row("2", BOB));
    assertThat(remove(run).counts().deleted()).isZero();
    assertThat(bench.record(record).get("deleted_at")).isNull();
    assertThat(
            bench.store.count(
                "select count(*) from syncline.id_map where tenant = ? and record_id = ?",
                bench.tenant,
                record))
        .isOne();

    BenchRun shop = bench.run("shop");
    shop.keepsSeenKeys = true;
    shop.window(row("8", BOB));
    assertThat(remove(shop).counts().deleted()).isOne();
    assertThat(bench.record(record).get("deleted_at")).isNotNull();
  }

  @Test
  void aTombstoneIsEnteredForDelivery() {
    bench.run().window(row("1", ANN), row("2", BOB));
    UUID two = bench.recordOf("2");
    BenchRun run = reading(row("1", ANN));

    assertThat(
            run.removal()
                .remove(
                    run.origin(), run.removal().missing(run.origin()), List.of(BOOKS), Further.NONE)
                .outbox())
        .isOne();
    assertThat(
            bench.store.rows(
                "select record_id, operation from syncline.outbox where tenant = ?", bench.tenant))
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r).containsEntry("record_id", two).containsEntry("operation", "delete");
            });
  }

  @Test
  void whereRowsShiftAKeyIsGoneWhenTwoReadsMissedIt() {
    bench.run().window(row("1", ANN), row("2", BOB), row("3", BOB));

    BenchRun first = reading(row("1", ANN));
    assertThat(first.removal().missedTwice(first.origin(), List.of("2", "3"))).isEmpty();
    BenchRun second = reading(row("1", ANN), row("3", BOB));
    assertThat(second.removal().missedTwice(second.origin(), List.of("2"))).containsExactly("2");
    BenchRun third = reading(row("1", ANN));
    assertThat(third.removal().missedTwice(third.origin(), List.of("3"))).isEmpty();
  }

  @Test
  void askingAgainWhichKeysWereMissedTwiceGivesTheSameAnswer() {
    bench.run().window(row("1", ANN), row("2", BOB));
    BenchRun first = reading(row("1", ANN));
    first.removal().missedTwice(first.origin(), List.of("2"));
    assertThat(first.removal().missedTwice(first.origin(), List.of("2"))).isEmpty();

    BenchRun second = reading(row("1", ANN));
    assertThat(second.removal().missedTwice(second.origin(), List.of("2"))).containsExactly("2");
    assertThat(second.removal().missedTwice(second.origin(), List.of("2"))).containsExactly("2");
  }
}
