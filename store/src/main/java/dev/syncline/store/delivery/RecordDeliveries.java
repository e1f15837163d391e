package dev.syncline.store.delivery;

import dev.syncline.store.database.Database;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What of one record is still to be delivered. */
@Repository
public class RecordDeliveries {
  private final Database database;

  public RecordDeliveries(Database database) {
    this.database = database;
  }

  /**
   * A delivery that did not take place yet.
   *
   * @param onItsWay whether it is tried without anybody asking for it
   * @param message why it rests, where it does
   */
  public record Due(String connection, boolean onItsWay, @Nullable String message) {}

  /** The newest of each system. */
  public List<Due> of(String tenant, UUID record) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    select distinct on (connection, resource) connection, message,
                      status in ('pending', 'sending') as going
                    from outbox where tenant = :tenant and record_id = :record
                    order by connection, resource, seq desc
                    """)
                .param("tenant", tenant)
                .param("record", record)
                .query(
                    (row, n) ->
                        new Due(
                            row.getString("connection"),
                            row.getBoolean("going"),
                            row.getString("message")))
                .list());
  }
}
