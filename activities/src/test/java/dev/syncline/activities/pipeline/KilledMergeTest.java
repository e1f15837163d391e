package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.store.duplicate.DuplicateRow;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.Example;

/** Whatever is merged by hand comes apart as it was, and a merge that breaks off never was. */
class KilledMergeTest extends MergedPeople {
  @Example
  void aKillInTheMiddleLeavesEitherState() throws Exception {
    load(
        new Values(
            List.of("Ann", "Anne", "Bo", "", ""),
            List.of("York", "", "", "", ""),
            List.of(1, 0, 1, 5, 5),
            List.of(1, 2, 3, 4, 5)));
    List<String> ids = ids();
    DuplicateRow pair = proposed(ids.get(0), ids.get(1));
    List<Map<String, Object>> apart = state();

    killed(() -> merging.merge(pipeline.tenant, pair, "ann"));
    assertThat(state()).isEqualTo(apart);
    merging.merge(pipeline.tenant, pair, "ann");
    List<Map<String, Object>> one = state();
    assertThat(one).isNotEqualTo(apart);

    killed(() -> unmerging.unmerge(pipeline.tenant, pair, "ann"));
    assertThat(state()).isEqualTo(one);
    unmerging.unmerge(pipeline.tenant, pair, "ann");
    assertThat(state()).isEqualTo(apart);
  }

  /** Holds a row that the work comes to late, and kills its session while it waits there. */
  private void killed(Runnable work) throws Exception {
    try (Connection holder = pipeline.engine.ownersConnection()) {
      holder.setAutoCommit(false);
      try (var hold =
          holder.prepareStatement("select 1 from syncline.match_key where tenant = ? for update")) {
        hold.setString(1, pipeline.tenant);
        assertThat(hold.executeQuery().next()).isTrue();
      }
      CompletableFuture<Void> running = CompletableFuture.runAsync(work);
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
      while (pipeline
          .sql(
              """
              select pg_terminate_backend(a.pid) from pg_stat_activity a
              where a.wait_event_type = 'Lock' and a.query like '%match_key%' and ? <> ''
              """,
              pipeline.tenant)
          .isEmpty()) {
        assertThat(System.nanoTime()).as("the work comes to the row").isLessThan(until);
        assertThat(running).isNotDone();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
      assertThatThrownBy(() -> running.get(40, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
      holder.rollback();
    }
  }
}
