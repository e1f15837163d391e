package dev.syncline.store.run;

import dev.syncline.domain.Outcome;
import dev.syncline.domain.RunStatus;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.TestStore;
import java.time.Instant;
import java.util.UUID;

abstract class RunRows {
  final TestStore store = TestStore.shared();

  final Runs runs = store.get(Runs.class);

  final RunEnding ending = store.get(RunEnding.class);

  final String tenant = TestStore.newTenant();

  final Instant now = Instant.parse("2026-05-01T10:00:00Z");

  NewRun run(String entity, String key, boolean claims, UUID parent, RunRequest request) {
    UUID id = UUID.randomUUID();
    return new NewRun(
        tenant,
        id,
        parent,
        0,
        "task",
        entity,
        SyncMode.FULL,
        TriggerKind.WEBHOOK,
        false,
        claims,
        request,
        key,
        "sync/" + id,
        now);
  }

  NewRun run(String entity, String key) {
    return run(entity, key, true, null, RunRequest.ALL);
  }

  boolean end(NewRun run, boolean complete, boolean advances) {
    return ending.end(
        runs.find(tenant, run.syncId()).orElseThrow(),
        new RunEnding.End(
            RunStatus.COMPLETED,
            Outcome.SUCCESS,
            null,
            null,
            null,
            false,
            complete,
            advances,
            now.plusSeconds(2)));
  }

  UUID failure(String identity, String status, UUID run) {
    UUID id = UUID.randomUUID();
    store
        .owner()
        .sql(
            """
            insert into syncline.failure (tenant, id, sync_id, task, entity, external_id, identity,
              operation, phase, code, message, recoverable, status)
            values (?, ?, ?, 'task', 'people', ?, ?, 'upsert', 'transforming', 'C', 'm', false, ?)
            """)
        .params(tenant, id, run, identity.startsWith("line") ? null : identity, identity, status)
        .update();
    return id;
  }

  String status(UUID failure) {
    return store
        .owner()
        .sql("select status from syncline.failure where id = ?")
        .param(failure)
        .query(String.class)
        .single();
  }
}
