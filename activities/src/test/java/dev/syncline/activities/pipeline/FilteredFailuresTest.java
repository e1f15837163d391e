package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.domain.Counts;
import dev.syncline.domain.SyncMode;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Only what was asked for may fail, and what a person ignored stays ignored. */
class FilteredFailuresTest {
  private static final String PEOPLE =
      """
      {'entity': 'people', 'source': {'connection': 'crm'}, 'key': 'id',
       'fields': {'name': 'name'}, 'required': ['name']}
      """;

  private final Pipeline pipeline = new Pipeline();
  private final MemorySystem crm = pipeline.connect("crm");

  private RunRow run(RunRequest request) {
    return pipeline.await(pipeline.start("people", SyncMode.FULL, false, request));
  }

  private void oneGoodAndThreeBad() {
    pipeline.task("people", PEOPLE);
    crm.rows(
        "{\"id\":\"1\",\"name\":\"Ann\",\"status\":\"open\"}",
        "{\"id\":\"2\",\"name\":\"\",\"status\":\"open\"}",
        "{\"id\":\"3\",\"name\":\"\",\"status\":\"lost\"}",
        "!broken");
  }

  @Test
  void aRunOfSomeIdsLeavesTheOtherBadRowsOut() {
    oneGoodAndThreeBad();

    RunRow run = run(new RunRequest(List.of(), null, null, List.of("1", "3"), List.of()));

    assertThat(run.counts()).isEqualTo(new Counts(4, 1, 0, 0, 0, 2, 0, 1, 0));
  }

  @Test
  void aRefusedRowOfAnotherStatusIsLeftOut() {
    oneGoodAndThreeBad();

    RunRow run = run(new RunRequest(List.of("open"), null, null, List.of(), List.of()));

    assertThat(run.counts()).isEqualTo(new Counts(4, 1, 0, 0, 0, 1, 0, 2, 0));
  }

  @Test
  void aFailureThatWasIgnoredComesBackOnlyWhenItsRecordChanged() {
    oneGoodAndThreeBad();
    pipeline.full("people");
    pipeline.sql(
        "update syncline.failure set status = 'ignored' where tenant = ? returning id",
        pipeline.tenant);

    pipeline.full("people");
    assertThat(pipeline.count("failure")).isEqualTo(3);

    crm.rows("{\"id\":\"2\",\"name\":\" \",\"status\":\"open\"}");
    pipeline.full("people");
    assertThat(
            pipeline.sql(
                "select external_id from syncline.failure where tenant = ? and status = 'failed'",
                pipeline.tenant))
        .extracting(row -> row.get("external_id"))
        .containsExactly("2");
  }
}
