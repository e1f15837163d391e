package dev.syncline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.domain.SyncMode;
import dev.syncline.domain.TriggerKind;
import dev.syncline.store.run.NewRun;
import dev.syncline.store.run.RunRequest;
import dev.syncline.store.run.Runs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessException;

/** Tenants never see each other's rows, whatever statement forgets its tenant. */
class RowSecurityTest {
  private static final TestStore store = TestStore.shared();

  /**
   * A row of each table that belongs to another tenant; a table that is not here fails the test.
   */
  private static final Map<String, String> ROWS =
      Map.ofEntries(
          Map.entry(
              "api_key",
              "(tenant, prefix, hash, role) values (?, gen_random_uuid()::text,"
                  + " sha256(gen_random_uuid()::text::bytea), 'viewer')"),
          Map.entry(
              "connection",
              "(tenant, name, connector, enabled, settings) values (?, 'x', 'csv', true, '{}')"),
          Map.entry(
              "task",
              "(tenant, name, entity, connection, definition, fingerprint) values (?, 'x', 'e', 'c', '{}', 'f')"),
          Map.entry(
              "audit",
              "(tenant, at, actor, method, target, status) values (?, now(), 'a', 'POST', '/', 200)"),
          Map.entry(
              "run_total",
              "(tenant, task, entity, trigger, status) values (?, 't', 'e', 'manual', 'failed')"),
          Map.entry(
              "conflict",
              "(tenant, entity, task, record_id, leg, connection, resource, external_id, kind, strategy, status, fields, sync_id) values (?, 'e', 't', gen_random_uuid(), 0, 'c', 'r', 'x', 'edit', 'manual', 'open', '[]', gen_random_uuid())"),
          Map.entry("notice", "(tenant, task, status, run) values (?, 't', 'failed', '{}')"),
          Map.entry(
              "notice_group",
              "(tenant, task, status, sent_at, reported) values (?, 't', 'failed', now(), true)"),
          Map.entry(
              "notification",
              "(tenant, id, task, channel, kind, body, due_at, created_at, updated_at) values (?, gen_random_uuid(), 't', 'webhook', 'alert', '{}', now(), now(), now())"),
          Map.entry("notify_secret", "(tenant, secret) values (?, '\\x00')"),
          Map.entry(
              "sandbox_request",
              "(tenant, connection, resource, key, external_id, effect, method, address, headers, body) values (?, 'c', 'r', 'k', 'x', 'created', 'POST', 'a', '{}', '{}')"),
          Map.entry("project", "(tenant, slug, name, path) values (?, 's', 'n', 'p')"),
          Map.entry(
              "run",
              "(tenant, sync_id, task, entity, mode, trigger, status, workflow_id, started_at) values (?, gen_random_uuid(), 't', 'e', 'full', 'manual', 'queued', 'w', now())"),
          Map.entry(
              "run_window",
              "(tenant, sync_id, window_no, rows, counts) values (?, gen_random_uuid(), 1, 1, '{}')"),
          Map.entry(
              "run_item",
              "(tenant, sync_id, seq, operation, status) values (?, gen_random_uuid(), 1, 'none', 'failed')"),
          Map.entry(
              "sync_state",
              "(tenant, task, fingerprint, sync_id) values (?, 't', 'f', gen_random_uuid())"),
          Map.entry(
              "seen_key", "(tenant, sync_id, external_id) values (?, gen_random_uuid(), 'k')"),
          Map.entry(
              "missing_key",
              "(tenant, task, external_id, sync_id) values (?, 't', 'k', gen_random_uuid())"),
          Map.entry(
              "failure",
              "(tenant, id, sync_id, task, entity, identity, operation, phase, code, message, recoverable) values (?, gen_random_uuid(), gen_random_uuid(), 't', 'e', 'i', 'o', 'p', 'c', 'm', false)"),
          Map.entry(
              "event", "(tenant, sync_id, type, fields) values (?, gen_random_uuid(), 't', '{}')"),
          Map.entry(
              "record",
              "(tenant, entity, record_id, data, created_by, updated_by) values (?, 'e', gen_random_uuid(), '{}', gen_random_uuid(), gen_random_uuid())"),
          Map.entry(
              "id_map",
              "(tenant, entity, connection, resource, external_id, record_id, hash, base_version, sync_id) values (?, 'e', 'c', 'r', 'x', gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid())"),
          Map.entry(
              "record_history",
              "(tenant, entity, record_id, version, data, sync_id, operation) values (?, 'e', gen_random_uuid(), 1, '{}', gen_random_uuid(), 'update')"),
          Map.entry(
              "match_key",
              "(tenant, entity, key, record_id) values (?, 'e', gen_random_uuid(), gen_random_uuid())"),
          Map.entry("block_key", "(tenant, key, record_id) values (?, 1, gen_random_uuid())"),
          Map.entry(
              "match_model",
              "(tenant, entity, preset, model, trained_on) values (?, 'e', 'person', '{}', 1)"),
          Map.entry(
              "duplicate",
              "(tenant, entity, status, automatic, score, left_id, right_id, survivorship, reasons, sync_id) values (?, 'e', 'open', false, 0.5, gen_random_uuid(), gen_random_uuid(), 'merge_fields', '[]', gen_random_uuid())"),
          Map.entry(
              "record_link",
              "(tenant, entity, connection, resource, external_id, type, derived, to_entity, to_external_id, sync_id) values (?, 'e', 'c', 'r', 'x', 't', false, 'f', 'y', gen_random_uuid())"),
          Map.entry(
              "schedule",
              "(tenant, id, entity, cron, timezone, mode, enabled) values (?, gen_random_uuid(), 'e', '@daily', 'UTC', 'full', true)"),
          Map.entry(
              "schedule_slot",
              "(tenant, schedule_id, slot_at, status, at) values (?, gen_random_uuid(), now(), 'claimed', now())"),
          Map.entry(
              "webhook_delivery",
              "(tenant, connection, fingerprint, expires_at) values (?, 'c', '\\x00', now())"),
          Map.entry(
              "webhook_pending",
              "(tenant, connection, resource, external_id) values (?, 'c', 'r', 'x')"),
          Map.entry(
              "outbox",
              "(tenant, connection, resource, task, entity, record_id, record_version, operation, sync_id, status) values (?, 'c', 'r', 't', 'e', gen_random_uuid(), 1, 'upsert', gen_random_uuid(), 'failed')"),
          Map.entry(
              "plan",
              "(tenant, sync_id, task, entity, connection, resource, dry_run) values (?, gen_random_uuid(), 't', 'e', 'c', '', true)"),
          Map.entry(
              "plan_row",
              "(tenant, sync_id, window_no, kind, seq, state) values (?, gen_random_uuid(), 1, 'O', 1, 'M')"),
          Map.entry(
              "plan_beside",
              "(tenant, sync_id, window_no, kind, row_no, content) values (?, gen_random_uuid(), 1, 'f', 1, '{}')"));

  static List<String> tables() {
    return store
        .owner()
        .sql(
            "select tablename from pg_tables where schemaname = 'syncline' and tablename <> 'flyway_schema_history'")
        .query(String.class)
        .list();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void tableForcesRowSecurity(String table) {
    assertThat(
            store.count(
                "select count(*) from pg_class where oid = ('syncline.' || ?)::regclass"
                    + " and relrowsecurity and relforcerowsecurity",
                table))
        .isOne();
    assertThat(ROWS).as("a row to try the doors of %s with", table).containsKey(table);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void anotherTenantsRowIsNeitherSeenNorChanged(String table) {
    String theirs = TestStore.newTenant();
    insert(table, theirs);

    for (String mine : new String[] {"", TestStore.newTenant()}) {
      assertThat(asApp(mine, "select count(*) from " + table)).isZero();
      if (may("delete", table)) {
        assertThat(changedAsApp(mine, "delete from " + table)).isZero();
      }
      if (may("update", table)) {
        assertThat(changedAsApp(mine, "update " + table + " set tenant = tenant")).isZero();
      }
      assertThatThrownBy(
              () ->
                  store
                      .database()
                      .inTransaction(
                          () -> {
                            name(mine);
                            return store
                                .database()
                                .sql()
                                .sql("insert into " + table + " " + ROWS.get(table))
                                .param(theirs)
                                .update();
                          }))
          .isInstanceOf(DataAccessException.class)
          .hasStackTraceContaining("row-level security");
    }
    assertThat(asApp(theirs, "select count(*) from " + table)).isOne();
    assertThat(store.count("select count(*) from syncline." + table + " where tenant = ?", theirs))
        .isOne();
    store.owner().sql("delete from syncline." + table + " where tenant = ?").param(theirs).update();
  }

  @Test
  void aTransactionWithoutTenantSeesNothing() {
    String theirs = TestStore.newTenant();
    store.get(Runs.class).enter(run(theirs));

    assertThat(
            store
                .database()
                .<Long>inTransaction(
                    () ->
                        store
                            .database()
                            .sql()
                            .sql("select count(*) from run")
                            .query(Long.class)
                            .single()))
        .isZero();
  }

  @Test
  void theTenantDoesNotOutliveItsTransaction() {
    String mine = TestStore.newTenant();
    store.get(Runs.class).enter(run(mine));
    for (int i = 0; i < 20; i++) {
      store.get(Runs.class).children(mine, UUID.randomUUID());
      aTransactionWithoutTenantSeesNothing();
    }
  }

  @Test
  void theReconcilerSeesOpenRunsOfAllTenantsAndNoRecords() {
    NewRun one = run(TestStore.newTenant());
    NewRun two = run(TestStore.newTenant());
    store.get(Runs.class).enter(one);
    store.get(Runs.class).enter(two);

    assertThat(store.get(Runs.class).open())
        .extracting(r -> r.syncId())
        .contains(one.syncId(), two.syncId());
    assertThatThrownBy(
            () ->
                store
                    .database()
                    .asReconciler(
                        () ->
                            store
                                .database()
                                .sql()
                                .sql("select count(*) from record")
                                .query(Long.class)
                                .single()))
        .hasStackTraceContaining("permission denied");
  }

  private static NewRun run(String tenant) {
    UUID id = UUID.randomUUID();
    return new NewRun(
        tenant,
        id,
        null,
        0,
        "task",
        "entity",
        SyncMode.FULL,
        TriggerKind.MANUAL,
        false,
        true,
        RunRequest.ALL,
        null,
        "sync/" + id,
        Instant.now());
  }

  private static void insert(String table, String tenant) {
    store
        .owner()
        .sql("insert into syncline." + table + " " + ROWS.get(table))
        .param(tenant)
        .update();
  }

  private static boolean may(String privilege, String table) {
    return store
        .owner()
        .sql("select has_table_privilege('syncline_app', 'syncline.' || ?, ?)")
        .params(table, privilege)
        .query(Boolean.class)
        .single();
  }

  private static void name(String tenant) {
    if (!tenant.isEmpty()) {
      store
          .database()
          .sql()
          .sql("select set_config('syncline.tenant', ?, true)")
          .param(tenant)
          .query(String.class)
          .single();
    }
  }

  private static long asApp(String tenant, String sql) {
    return store
        .database()
        .inTransaction(
            () -> {
              name(tenant);
              return store.database().sql().sql(sql).query(Long.class).single();
            });
  }

  private static int changedAsApp(String tenant, String sql) {
    return store
        .database()
        .inTransaction(
            () -> {
              name(tenant);
              return store.database().sql().sql(sql).update();
            });
  }
}
