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
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessException;

/** Tenants never see each other's rows, whatever statement forgets its tenant. */
class RowSecurityTest {
  private static final TestStore store = TestStore.shared();

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
    assertThat(OtherTenantsRows.ALL)
        .as("a row to try the doors of %s with", table)
        .containsKey(table);
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
                                .sql("insert into " + table + " " + OtherTenantsRows.ALL.get(table))
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
        .sql("insert into syncline." + table + " " + OtherTenantsRows.ALL.get(table))
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
