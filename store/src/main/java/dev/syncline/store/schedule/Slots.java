package dev.syncline.store.schedule;

import dev.syncline.store.database.Database;
import dev.syncline.store.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The times at which schedules are due: each is claimed by one process and fired once. */
@Repository
public class Slots {
  /** As many of a schedule's past times are kept. */
  private static final int KEPT = 100;

  private final Database database;

  public Slots(Database database) {
    this.database = database;
  }

  /** What became of a claimed slot. */
  public enum Outcome {
    STARTED,
    /** A run was in progress. */
    SKIPPED,
    FAILED
  }

  /** What has been due since before that time, over all tenants. */
  public List<Slot> due(Instant before, int limit) {
    return database.asReconciler(
        () ->
            database
                .sql()
                .sql(
                    """
                    select tenant, id, next_at from schedule
                    where enabled and deleted_at is null and next_at <= :before
                    order by next_at limit :limit
                    """)
                .param("before", Timestamp.from(before))
                .param("limit", limit)
                .query(Slots::read)
                .list());
  }

  /** Claimed before that time and neither started nor given up since, over all tenants. */
  public List<Slot> stuck(Instant before, int limit) {
    return database.asReconciler(
        () ->
            database
                .sql()
                .sql(
                    """
                    select tenant, schedule_id, slot_at from schedule_slot
                    where status = 'claimed' and at < :before order by at limit :limit
                    """)
                .param("before", Timestamp.from(before))
                .param("limit", limit)
                .query(Slots::read)
                .list());
  }

  private static Slot read(ResultSet row, int n) throws SQLException {
    return new Slot(
        row.getString(1), row.getObject(2, UUID.class), row.getTimestamp(3).toInstant());
  }

  /** Claims a slot and moves its schedule on; false where another process was faster. */
  public boolean claim(Slot slot, @Nullable Instant next, Instant now) {
    return database.inTenant(
        slot.tenant(),
        () -> {
          int moved =
              database
                  .sql()
                  .sql(
                      """
                      update schedule set next_at = :next
                      where tenant = :tenant and id = :id and next_at = :slot and enabled
                        and deleted_at is null
                      """)
                  .param("next", Rows.timestamp(next))
                  .param("tenant", slot.tenant())
                  .param("id", slot.schedule())
                  .param("slot", Timestamp.from(slot.at()))
                  .update();
          return moved > 0 && enter(slot, now);
        });
  }

  /** Enters a slot as claimed; false where somebody has it. */
  public boolean enter(Slot slot, Instant now) {
    return database.inTenant(
            slot.tenant(),
            () ->
                database
                    .sql()
                    .sql(
                        """
                        insert into schedule_slot (tenant, schedule_id, slot_at, status, at)
                        values (:tenant, :id, :slot, 'claimed', :now) on conflict do nothing
                        """)
                    .param("tenant", slot.tenant())
                    .param("id", slot.schedule())
                    .param("slot", Timestamp.from(slot.at()))
                    .param("now", Timestamp.from(now))
                    .update())
        > 0;
  }

  /** Claims a stuck slot anew; false where another process did. */
  public boolean reclaim(Slot slot, Instant stuckSince, Instant now) {
    return database.inTenant(
            slot.tenant(),
            () ->
                database
                    .sql()
                    .sql(
                        """
                        update schedule_slot set at = :now
                        where tenant = :tenant and schedule_id = :id and slot_at = :slot
                          and status = 'claimed' and at < :since
                        """)
                    .param("now", Timestamp.from(now))
                    .param("tenant", slot.tenant())
                    .param("id", slot.schedule())
                    .param("slot", Timestamp.from(slot.at()))
                    .param("since", Timestamp.from(stuckSince))
                    .update())
        > 0;
  }

  /** Notes what became of a claimed slot, and forgets the oldest ones. */
  public void settle(Slot slot, Outcome outcome, @Nullable UUID syncId, @Nullable String message) {
    database.runInTenant(
        slot.tenant(),
        () -> {
          database
              .sql()
              .sql(
                  """
                  update schedule_slot set status = :status, sync_id = :run, message = :message
                  where tenant = :tenant and schedule_id = :id and slot_at = :slot
                  """)
              .param("status", outcome.name().toLowerCase(java.util.Locale.ROOT))
              .param("run", syncId)
              .param("message", message)
              .param("tenant", slot.tenant())
              .param("id", slot.schedule())
              .param("slot", Timestamp.from(slot.at()))
              .update();
          database
              .sql()
              .sql(
                  """
                  delete from schedule_slot where tenant = :tenant and schedule_id = :id
                    and slot_at < (
                      select slot_at from schedule_slot
                      where tenant = :tenant and schedule_id = :id
                      order by slot_at desc offset :kept limit 1)
                  """)
              .param("tenant", slot.tenant())
              .param("id", slot.schedule())
              .param("kept", KEPT)
              .update();
        });
  }
}
