package dev.syncline.api;

import dev.syncline.store.database.Database;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Puts into the database what a pipeline would have left there. */
final class Sample {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final Database database;
  private final WorkflowClient engine;
  private final String tenant;

  private Sample(Database database, WorkflowClient engine, String tenant) {
    this.database = database;
    this.engine = engine;
    this.tenant = tenant;
  }

  static Sample of(ApiServer server, Caller caller) {
    return new Sample(server.database, server.bean(WorkflowClient.class), caller.tenant);
  }

  /** Runs SQL in the tenant's name; {@code :tenant} is bound. */
  void sql(String sql) {
    database.runInTenant(tenant, () -> database.sql().sql(sql).param("tenant", tenant).update());
  }

  long count(String sql) {
    return database.inTenant(
        tenant, () -> database.sql().sql(sql).param("tenant", tenant).query(Long.class).single());
  }

  /** A connection and a task of the same entity that can be run. */
  static void task(Caller caller, String connection, String task, String entity) {
    caller
        .post(
            "/api/connections",
            "{\"name\":\"%s\",\"connector\":\"csv\",\"settings\":{\"path\":\"/data/%s.csv\"}}"
                .formatted(connection, connection))
        .expect(201);
    furtherTask(caller, connection, task, entity);
  }

  static void furtherTask(Caller caller, String connection, String task, String entity) {
    caller
        .post(
            "/api/tasks",
            "{\"name\":\"%s\",\"entity\":\"%s\",\"source\":{\"connection\":\"%s\"},\"key\":\"id\"}"
                .formatted(task, entity, connection))
        .expect(201);
  }

  /** Ends every open run, in the engine too. */
  void endRuns() {
    List<String> workflows =
        database.inTenant(
            tenant,
            () ->
                database
                    .sql()
                    .sql("select workflow_id from run where status in ('queued', 'running')")
                    .query(String.class)
                    .list());
    for (String workflow : workflows) {
      try {
        engine.newUntypedWorkflowStub(workflow).terminate("the test ends it");
      } catch (WorkflowNotFoundException e) {
        // a row that never had a workflow
      }
    }
    sql(
        """
        update run set status = 'completed', outcome = 'success', completed_at = now()
        where tenant = :tenant and status in ('queued', 'running')
        """);
  }

  /** A run that has ended with these numbers. */
  UUID run(String entity, String status, long created, long updated, long failed) {
    UUID id = UUID.randomUUID();
    sql(
        """
        insert into run (tenant, sync_id, task, entity, mode, trigger, status, outcome, workflow_id,
          fetched, created, updated, failed, started_at, completed_at, phase)
        values (:tenant, '%s', '%s', '%s', 'full', 'manual', '%s', 'partial', 'w', %d, %d, %d, %d,
          now() - interval '2 seconds', now(), 'completing')
        """
            .formatted(
                id, entity, entity, status, created + updated + failed, created, updated, failed));
    return id;
  }

  UUID failure(UUID run, String task, String entity, String externalId) {
    UUID id = UUID.randomUUID();
    sql(
        """
        insert into failure (tenant, id, sync_id, task, entity, external_id, identity, operation,
          phase, code, message, recoverable, payload)
        values (:tenant, '%s', '%s', '%s', '%s', '%s', '%s', 'create', 'transforming', 'MISSING',
          'last_name is missing', false, '{"id":"x"}')
        """
            .formatted(id, run, task, entity, externalId, externalId));
    return id;
  }

  /** An open conflict over a name, and an age that the system cleared. */
  void conflict(
      UUID run, String entity, UUID record, int leg, String connection, String externalId) {
    sql(
        """
        insert into conflict (tenant, entity, task, record_id, leg, connection, resource,
          external_id, kind, strategy, status, fields, sync_id)
        values (:tenant, '%s', '%s', '%s', %d, '%s', '', '%s', 'edit', 'manual', 'open',
          '[{"field":"name","base":"Ann","record":"Anna","incoming":"Annabel","chosen":null,
             "strategy":"manual"},
            {"field":"age","base":2,"record":1,"incoming":null,"chosen":null,
             "strategy":"manual"}]', '%s')
        """
            .formatted(entity, entity, record, leg, connection, externalId, run));
  }

  /** A record with one external id. */
  UUID record(UUID run, String entity, String connection, String externalId, String data) {
    long high = (System.currentTimeMillis() << 16) | 0x7000 | (NEXT.incrementAndGet() & 0xFFF);
    UUID id = new UUID(high, UUID.randomUUID().getLeastSignificantBits());
    sql(
        """
        insert into record (tenant, entity, record_id, data, created_by, updated_by)
        values (:tenant, '%s', '%s', '%s', '%s', '%s')
        """
            .formatted(entity, id, data, run, run));
    sql(
        """
        insert into id_map (tenant, entity, connection, resource, external_id, record_id, hash,
          base_version, sync_id)
        values (:tenant, '%s', '%s', '', '%s', '%s', gen_random_uuid(), 1, '%s')
        """
            .formatted(entity, connection, externalId, id, run));
    return id;
  }
}
