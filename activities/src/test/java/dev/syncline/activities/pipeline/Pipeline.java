package dev.syncline.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.control.delivery.DeliveryWaker;
import dev.syncline.control.run.RunStarter;
import dev.syncline.control.run.StartRequest;
import dev.syncline.definitions.Fingerprint;
import dev.syncline.definitions.TaskSpec;
import dev.syncline.definitions.reading.SyncFileReader;
import dev.syncline.domain.SyncMode;
import dev.syncline.domain.TriggerKind;
import dev.syncline.simulators.rest.RestSystem;
import dev.syncline.store.connection.Connections;
import dev.syncline.store.delivery.OutboxRows;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.RunRow;
import dev.syncline.store.run.Runs;
import dev.syncline.store.task.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A tenant of its own with connections to systems in memory, and runs of its tasks. */
final class Pipeline {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  final TestEngine engine;
  final String tenant = "t-" + UUID.randomUUID();

  Pipeline() {
    this(TestEngine.SHARED);
  }

  Pipeline(TestEngine engine) {
    this.engine = engine;
  }

  /** A system in memory, connected under that name. */
  MemorySystem connect(String name) {
    String system = tenant + "/" + name;
    engine
        .get(Connections.class)
        .save(tenant, name, "memory", true, "{\"system\":\"" + system + "\"}", Map.of(), null);
    return engine.memory.system(system);
  }

  /** Switches a connection off. */
  void disable(String name) {
    engine.get(Connections.class).save(tenant, name, "memory", false, "{}", Map.of(), null);
  }

  /** A system that is read and written, connected under that name. */
  TwinSystem twin(String name) {
    String system = tenant + "/" + name;
    engine
        .get(Connections.class)
        .save(tenant, name, "twin", true, "{\"system\":\"" + system + "\"}", Map.of(), null);
    return engine.twins.system(system);
  }

  /** A system of JSON over HTTP, connected under that name; single quotes stand for double ones. */
  RestSystem rest(String name, String settings) {
    RestSystem system = RestSystem.start();
    engine
        .get(Connections.class)
        .save(
            tenant,
            name,
            "http",
            true,
            "{\"base_url\":\"" + system.url() + "\"," + settings.replace('\'', '"') + "}",
            Map.of(),
            null);
    return system;
  }

  /** Stores a task; single quotes stand for double ones. */
  void task(String name, String json) {
    TaskSpec task = engine.get(SyncFileReader.class).readTask(name, json.replace('\'', '"'));
    engine
        .get(Tasks.class)
        .save(
            tenant,
            name,
            task.entity(),
            task.source().connection(),
            0,
            task.definition().toString(),
            Fingerprint.of(task),
            null);
  }

  UUID start(String task, SyncMode mode, boolean dryRun, RunRequest request) {
    return start(task, mode, TriggerKind.MANUAL, dryRun, request);
  }

  private UUID start(
      String task, SyncMode mode, TriggerKind trigger, boolean dryRun, RunRequest request) {
    return engine
        .get(RunStarter.class)
        .start(new StartRequest(tenant, null, task, mode, trigger, dryRun, request, null))
        .syncId();
  }

  /** A run on records that the source called about. */
  RunRow called(String task, String... ids) {
    RunRequest request = new RunRequest(List.of(), null, null, List.of(ids), List.of());
    return await(start(task, SyncMode.FULL, TriggerKind.WEBHOOK, false, request));
  }

  RunRow full(String task) {
    return await(start(task, SyncMode.FULL, false, RunRequest.ALL));
  }

  RunRow incremental(String task) {
    return await(start(task, SyncMode.INCREMENTAL, false, RunRequest.ALL));
  }

  /** Lets what waits for a connection be delivered, and waits until it is. */
  void deliver(String connection) {
    engine.get(DeliveryWaker.class).wake(tenant, connection);
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (engine.get(OutboxRows.class).due(tenant, connection)) {
      assertThat(System.nanoTime()).as("rows for %s go", connection).isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  RunRow row(UUID run) {
    return engine.get(Runs.class).find(tenant, run).orElseThrow();
  }

  /** The run once it has ended; its accounting is checked on the way. */
  RunRow await(UUID run) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    RunRow row = row(run);
    while (row.status().open()) {
      assertThat(System.nanoTime()).as("run %s ends", row).isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      row = row(run);
    }
    assertThat(row.counts().balanced()).as("accounting of %s", row).isTrue();
    return row;
  }

  List<Map<String, Object>> sql(String sql, Object... params) {
    return engine.owner().sql(sql).params(params).query().listOfRows();
  }

  /** Every live record as text, sorted. */
  List<String> records() {
    return engine
        .owner()
        .sql(
            "select data::text from syncline.record where tenant = ? and deleted_at is null"
                + " order by 1")
        .param(tenant)
        .query(String.class)
        .list();
  }

  long count(String table) {
    return engine
        .owner()
        .sql("select count(*) from syncline." + table + " where tenant = ?")
        .param(tenant)
        .query(Long.class)
        .single();
  }

  /**
   * What a write would change: row versions of records, the id map and history. How a row looks may
   * be noted without one.
   */
  List<String> traces() {
    return traces("md5((to_jsonb(i) - 'digest' - 'digest_hash')::text)");
  }

  /** As above, with the row versions of the id map: a run that notes nothing leaves them too. */
  List<String> versions() {
    return traces("i.xmin::text");
  }

  private List<String> traces(String ids) {
    return engine
        .owner()
        .sql(
            """
            select 'r ' || record_id || ' ' || xmin from syncline.record where tenant = :t
            union all
            select 'i ' || external_id || ' ' || %s from syncline.id_map i where tenant = :t
            union all
            select 'h ' || record_id || ' ' || version from syncline.record_history
            where tenant = :t
            order by 1
            """
                .formatted(ids))
        .param("t", tenant)
        .query(String.class)
        .list();
  }

  /** Waits until something holds, for as long as a loaded machine may take. */
  static void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
