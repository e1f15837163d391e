package dev.syncline.store.failure;

import dev.syncline.store.database.Database;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The failed records that a retry brings in again. */
@Repository
public class RetryRows {
  private final Database database;

  public RetryRows(Database database) {
    this.database = database;
  }

  /**
   * A record to retry.
   *
   * @param readable whether the payload is a source record as JSON, not text that could not be read
   * @param edited whether the payload was edited by hand
   */
  public record RetryRow(
      @Nullable String externalId,
      String identity,
      boolean readable,
      boolean edited,
      String code,
      String message,
      String payload) {}

  /**
   * The open failures of a system's rows among these, oldest first. A delivery that failed is sent
   * again from the outbox; its record is read again only where it was edited.
   */
  public List<RetryRow> of(String tenant, List<UUID> ids, int leg) {
    return database.inTenant(
        tenant,
        () ->
            database
                .sql()
                .sql(
                    """
                    select external_id, identity, phase, edited, code, message,
                      coalesce(case when edited then edited_payload end, payload, '') as payload
                    from failure
                    where tenant = :tenant and id = any(:ids) and leg = :leg and status in ('failed', 'retrying')
                      and (phase <> 'delivering' or edited)
                    order by created_at, id
                    """)
                .param("tenant", tenant)
                .param("ids", ids.toArray(UUID[]::new))
                .param("leg", leg)
                .query(
                    (row, n) ->
                        new RetryRow(
                            row.getString("external_id"),
                            row.getString("identity"),
                            row.getBoolean("edited") || !row.getString("phase").equals("fetching"),
                            row.getBoolean("edited"),
                            row.getString("code"),
                            row.getString("message"),
                            row.getString("payload")))
                .list());
  }
}
