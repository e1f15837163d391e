package dev.syncline.store.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.TestStore;
import dev.syncline.store.database.Database;
import dev.syncline.store.staging.Staging;
import dev.syncline.store.staging.StagingTables;
import dev.syncline.store.staging.StagingTables.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A key that comes twice in a window, once as a row that is known. */
class KnownRepeatsTest {
  private final TestStore store = TestStore.shared();
  private final Staging staging = store.get(Staging.class);
  private final KnownRows known = store.get(KnownRows.class);
  private final UUID run = UUID.randomUUID();
  private final String raw = StagingTables.name(Kind.RAW, run, 1, 1);
  private final String candidates = StagingTables.name(Kind.CANDIDATES, run, 1, 1);

  @AfterEach
  void drop() {
    staging.dropAll(run);
  }

  private List<Map<String, Object>> candidates() {
    return store.rows("select seq, state::text, external_id from " + candidates + " order by seq");
  }

  private List<Map<String, Object>> known() {
    return store.rows("select seq, external_id from " + raw + " where known order by seq");
  }

  private void insert(String sql, Object... params) {
    store.owner().sql(sql).params(params).update();
  }

  private void candidate(int seq, String id) {
    byte[] json = "{}".getBytes(StandardCharsets.UTF_8);
    staging.writeCandidates(
        candidates,
        writer ->
            writer.mapped(
                seq, id, UUID.randomUUID(), UUID.randomUUID(), null, json, List.of(), null));
  }

  @Test
  void aKnownRowGivesWayToALaterOne() {
    staging.writeRaw(
        raw,
        writer -> {
          writer.known("a");
          writer.known("b");
          writer.record("{}".getBytes(StandardCharsets.UTF_8), 0, 2, null, null);
        });
    candidate(3, "a");

    assertThat(known.meetRepeats(candidates, raw)).isEqualTo(1);

    assertThat(known()).containsExactly(Map.of("seq", 2, "external_id", "b"));
    assertThat(candidates())
        .containsExactly(
            Map.of("seq", 1, "state", "D", "external_id", "a"),
            Map.of("seq", 3, "state", "M", "external_id", "a"));
  }

  @Test
  void anEarlierRowGivesWayToAKnownOne() {
    staging.writeRaw(
        raw,
        writer -> {
          writer.record("{}".getBytes(StandardCharsets.UTF_8), 0, 2, null, null);
          writer.known("a");
        });
    candidate(1, "a");

    assertThat(known.meetRepeats(candidates, raw)).isZero();

    assertThat(known()).containsExactly(Map.of("seq", 2, "external_id", "a"));
    assertThat(candidates()).containsExactly(Map.of("seq", 1, "state", "D", "external_id", "a"));
  }

  /** In the same system only: elsewhere the same key is another row. */
  @Test
  void aRowOfAPlansEarlierWindowGivesWayToAKnownOne() {
    WindowOrigin origin = new WindowOrigin("t", run, "task", "people", "books", "b", 1);
    String plan = "insert into syncline.plan (tenant, sync_id, task, entity, connection, resource,";
    insert(plan + " dry_run, leg_ends) values ('t', ?, 't', 'e', 'c', '', false, '{1}')", run);
    for (int window = 1; window <= 2; window++) {
      insert(
          "insert into syncline.plan_row (tenant, sync_id, window_no, kind, seq, state, external_id)"
              + " values ('t', ?, ?, 'O', 1, 'M', 'a'), ('t', ?, ?, 'O', 2, 'M', 'z')",
          run,
          window,
          run,
          window);
    }
    staging.writeRaw(
        raw,
        writer -> {
          writer.known("a");
          writer.known("b");
        });

    Database database = store.database();
    long noted =
        database.inTenant(
            "t",
            () -> {
              WindowSql sql = new WindowSql(database, origin, 3);
              KnownRows.plan(sql, raw);
              return KnownRows.planned(sql);
            });

    assertThat(noted).isEqualTo(2);
    assertThat(
            store.rows(
                "select window_no, external_id from syncline.plan_row"
                    + " where sync_id = ? and state = 'D'",
                run))
        .containsExactly(Map.of("window_no", 2, "external_id", "a"));
  }
}
