package dev.syncline.store.window;

import static dev.syncline.store.window.WindowBench.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.Counts;
import dev.syncline.store.window.Classifying.Decided;
import dev.syncline.store.window.WindowBench.BenchRun;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JoiningRowsTest {
  private static final String ANN = "{\"name\": \"Ann\"}";

  private static final String ANNA = "{\"name\": \"Anna\"}";

  private static final String BOB = "{\"name\": \"Bob\"}";

  private final WindowBench bench = new WindowBench();

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
