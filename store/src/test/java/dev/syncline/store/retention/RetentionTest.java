package dev.syncline.store.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final TestStore store = TestStore.shared();

  private final Retention retention = store.get(Retention.class);
  private final String tenant = TestStore.newTenant();

  private long rows(String table) {
    return store.count("select count(*) from syncline." + table + " where tenant = ?", tenant);
  }

  private void sql(String sql, Object... params) {
    store.owner().sql(sql).params(params).update();
  }

  @Test
  void oldEventsAreDeletedAndYoungOnesKept() {
    String insert =
        "insert into syncline.event (tenant, sync_id, type, fields, at) values (?, ?, 't', '{}', "
            + "now() - cast(? as interval))";
    sql(insert, tenant, UUID.randomUUID(), "15 days");
    sql(insert, tenant, UUID.randomUUID(), "13 days");
    retention.forgetEvents(Instant.now().minus(Duration.ofDays(14)));
    assertThat(rows("event")).isOne();
  }

  @Test
  void aMessageThatIsNotSentYetIsNotForgotten() {
    String insert =
        "insert into syncline.notification (tenant, id, task, channel, kind, body, status, due_at,"
            + " created_at, updated_at) values (?, gen_random_uuid(), 't', 'email', 'alert', '{}',"
            + " ?, now(), now() - interval '20 days', now())";
    sql(insert, tenant, "sent");
    sql(insert, tenant, "pending");
    retention.forgetEvents(Instant.now().minus(Duration.ofDays(14)));
    assertThat(rows("notification")).isOne();
  }

  @Test
  void itemsOfLongEndedRunsGoInBatchesAndTheRunsStay() {
    UUID old = run("100 days");
    UUID young = run("80 days");
    sql(
        "insert into syncline.run_item (tenant, sync_id, seq, operation, status)"
            + " select ?, ?, n, 'none', 'failed' from generate_series(1, 12000) n",
        tenant,
        old);
    sql(
        "insert into syncline.run_item (tenant, sync_id, seq, operation, status)"
            + " values (?, ?, 1, 'none', 'failed')",
        tenant,
        young);
    retention.forgetRunItems(Instant.now().minus(Duration.ofDays(90)));
    assertThat(rows("run_item")).isOne();
    assertThat(rows("run")).isEqualTo(2);
  }

  private UUID run(String age) {
    UUID id = UUID.randomUUID();
    sql(
        "insert into syncline.run (tenant, sync_id, task, entity, mode, trigger, status,"
            + " workflow_id, started_at, completed_at) values (?, ?, 't', 'e', 'full', 'manual',"
            + " 'failed', 'w', now(), now() - cast(? as interval))",
        tenant,
        id,
        age);
    return id;
  }
}
