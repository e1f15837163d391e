package dev.syncline.store.window;

import dev.syncline.domain.Counts;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.TestStore;
import dev.syncline.store.run.NewRun;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import dev.syncline.store.staging.CandidateWriter;
import dev.syncline.store.staging.Staging;
import dev.syncline.store.staging.StagingTables;
import dev.syncline.store.staging.StagingTables.Kind;
import dev.syncline.store.window.Classifying.Decided;
import dev.syncline.store.window.Classifying.Meeting;
import dev.syncline.store.window.Matching.Joined;
import dev.syncline.store.window.Matching.Keyed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Takes rows through staging, matching, classifying and committing, as the stages of a run do. */
final class WindowBench {
  static final String ENTITY = "people";
  static final String TASK = "people-task";

  final TestStore store = TestStore.shared();
  final Staging staging = store.get(Staging.class);
  final Matching matching = store.get(Matching.class);
  final Classifying classifying = store.get(Classifying.class);
  final Windows windows = store.get(Windows.class);
  final Runs runs = store.get(Runs.class);

  final String tenant = TestStore.newTenant();

  /** A row of a window. */
  sealed interface Row {}

  record Mapped(String id, String json, Instant modified, List<UUID> keys) implements Row {}

  record Failed(String id, String place, boolean readable) implements Row {}

  record Filtered(String id, boolean old) implements Row {}

  static Mapped row(String id, String json, String... keys) {
    List<UUID> hashes = new ArrayList<>();
    for (String key : keys) {
      hashes.add(uuid(key));
    }
    return new Mapped(id, json, null, hashes);
  }

  static UUID uuid(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A run that has begun. */
  final class BenchRun {
    final UUID syncId = UUID.randomUUID();
    final String connection;
    int committed;
    boolean dry;
    boolean keepsSeenKeys;
    boolean creates = true;
    boolean updates = true;
    List<WindowCommit.TargetResource> targets = List.of();
    Function<List<Meeting>, List<Decided>> judge = met -> List.of();

    private BenchRun(String connection, boolean dry) {
      this.connection = connection;
      this.dry = dry;
      NewRun run =
          new NewRun(
              tenant,
              syncId,
              null,
              0,
              TASK,
              ENTITY,
              SyncMode.FULL,
              TriggerKind.MANUAL,
              dry,
              false,
              RunRequest.ALL,
              null,
              "sync/" + syncId,
              Instant.now());
      runs.enter(run);
      runs.begin(tenant, syncId, "{}", "fingerprint");
    }

    WindowOrigin origin() {
      return new WindowOrigin(tenant, syncId, TASK, ENTITY, connection, "r");
    }

    RunRow row() {
      return runs.find(tenant, syncId).orElseThrow();
    }

    /** Stages, matches, classifies and commits a window. */
    Committed window(Row... rows) {
      WindowCommit commit = classified(rows);
      return commit(commit);
    }

    Committed commit(WindowCommit commit) {
      Committed result = windows.commit(commit, staging.epoch());
      committed = commit.number();
      return result;
    }

    /** Everything up to the commit. */
    WindowCommit classified(Row... rows) {
      int number = committed + 1;
      String candidates = StagingTables.name(Kind.CANDIDATES, syncId, number, 1);
      staging.writeCandidates(candidates, writer -> write(writer, rows));
      staging.supersede(candidates, superseded(rows));
      return classified(candidates, number);
    }

    WindowCommit classified(String candidates, int number) {
      String matches = StagingTables.name(Kind.MATCHES, syncId, number, 1);
      String decisions = StagingTables.name(Kind.DECISIONS, syncId, number, 1);
      store
          .database()
          .runInTenant(
              tenant,
              () -> {
                matching.byExternalId(origin(), candidates, matches);
                List<Keyed> keyed = matching.newWithKeys(candidates, matches);
                List<UUID> keys = keyed.stream().flatMap(k -> k.keys().stream()).toList();
                matching.join(matches, joined(keyed, matching.holders(origin(), keys, false)));
                classifying.classify(candidates, matches, decisions, creates, updates);
                classifying.decide(
                    decisions, judge.apply(classifying.meetings(origin(), candidates, decisions)));
              });
      return new WindowCommit(
          origin(),
          number,
          candidates,
          decisions,
          "cursor-" + number,
          false,
          null,
          null,
          targets,
          keepsSeenKeys,
          dry ? Purpose.DRY_RUN : Purpose.RECORDS,
          5,
          6,
          7,
          Further.NONE,
          List.of(candidates, matches, decisions));
    }

    Removal removal() {
      return store.get(Removal.class);
    }

    Counts counts() {
      return row().counts();
    }
  }

  BenchRun run() {
    return run("crm");
  }

  BenchRun run(String connection) {
    return new BenchRun(connection, false);
  }

  BenchRun dryRun() {
    return new BenchRun("crm", true);
  }

  private static List<Joined> joined(List<Keyed> keyed, Map<UUID, UUID> holders) {
    return keyed.stream()
        .filter(k -> k.keys().stream().anyMatch(holders::containsKey))
        .map(
            k ->
                new Joined(
                    k.seq(),
                    k.keys().stream()
                        .filter(holders::containsKey)
                        .map(holders::get)
                        .findFirst()
                        .orElseThrow()))
        .toList();
  }

  private static List<Integer> superseded(Row... rows) {
    List<Integer> seqs = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      for (int j = i + 1; j < rows.length; j++) {
        if (rows[i] instanceof Mapped a && rows[j] instanceof Mapped b && a.id.equals(b.id)) {
          seqs.add(i + 1);
          break;
        }
      }
    }
    return seqs;
  }

  private static void write(CandidateWriter writer, Row... rows) {
    int seq = 0;
    for (Row row : rows) {
      seq++;
      if (row instanceof Mapped m) {
        writer.mapped(
            seq,
            m.id,
            UUID.randomUUID(),
            uuid(m.json),
            m.modified,
            m.json.getBytes(StandardCharsets.UTF_8),
            m.keys,
            null);
      } else if (row instanceof Failed f) {
        writer.failed(seq, f.readable, f.id, f.place, "BAD", "cannot be", "payload of " + f.id);
      } else if (row instanceof Filtered f) {
        writer.filtered(seq, f.id, f.old);
      }
    }
  }

  // ------------------------------------------------------------ what stands in the database

  UUID recordOf(String connection, String externalId) {
    return store
        .owner()
        .sql(
            "select record_id from syncline.id_map where tenant = ? and connection = ?"
                + " and external_id = ?")
        .params(tenant, connection, externalId)
        .query(UUID.class)
        .single();
  }

  UUID recordOf(String externalId) {
    return recordOf("crm", externalId);
  }

  Map<String, Object> record(UUID id) {
    return store
        .rows(
            "select data::text as data, version, deleted_at, created_by, updated_by"
                + " from syncline.record where tenant = ? and record_id = ?",
            tenant,
            id)
        .get(0);
  }

  Map<String, Object> idMap(String connection, String externalId) {
    return store
        .rows(
            "select *, base::text as base_text from syncline.id_map where tenant = ?"
                + " and connection = ? and external_id = ?",
            tenant,
            connection,
            externalId)
        .get(0);
  }

  List<Map<String, Object>> history(UUID record) {
    return store.rows(
        "select version, data::text as data, operation, external_id, sync_id"
            + " from syncline.record_history where tenant = ? and record_id = ? order by version",
        tenant,
        record);
  }

  long rowsOf(String table) {
    return store.count("select count(*) from syncline." + table + " where tenant = ?", tenant);
  }
}
