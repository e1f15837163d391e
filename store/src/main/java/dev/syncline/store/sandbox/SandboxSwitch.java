package dev.syncline.store.sandbox;

import dev.syncline.store.database.Database;
import org.springframework.stereotype.Repository;

/** Puts connections into the sandbox and takes them out. */
@Repository
public class SandboxSwitch {
  private static final String RECORDED =
      """
      exists (select from sandbox_request s
        where s.tenant = i.tenant and s.connection = i.connection
          and s.resource = i.resource and s.external_id = i.external_id)
      """;

  private final Database database;

  public SandboxSwitch(Database database) {
    this.database = database;
  }

  /**
   * Runs a change of a connection and sets its sandbox in the same transaction. A connection that
   * leaves the sandbox forgets what it only pretended to have written: the next run of the task
   * delivers those records in earnest.
   */
  public void with(String tenant, String connection, boolean sandbox, Runnable change) {
    database.runInTenant(
        tenant,
        () -> {
          change.run();
          int switched =
              database
                  .sql()
                  .sql(
                      """
                      update connection set sandbox = :on
                      where tenant = :tenant and name = :name and sandbox <> :on
                      """)
                  .param("on", sandbox)
                  .param("tenant", tenant)
                  .param("name", connection)
                  .update();
          if (switched > 0 && !sandbox) {
            leave(tenant, connection);
          }
        });
  }

  private void leave(String tenant, String connection) {
    update(
        """
        insert into outbox (tenant, connection, resource, task, entity, record_id, record_version,
          operation, sync_id, status, code, message)
        select i.tenant, i.connection, i.resource, r.task, i.entity, i.record_id, i.base_version,
          'upsert', i.sync_id, 'failed', 'SANDBOX', 'was recorded in the sandbox and not sent'
        from id_map i join run r on r.tenant = i.tenant and r.sync_id = i.sync_id
        where i.tenant = :tenant and i.connection = :name and not i.is_source and
        """
            + RECORDED,
        tenant,
        connection);
    update(
        """
        delete from id_map i
        where i.tenant = :tenant and i.connection = :name and not i.is_source
          and exists (select from sandbox_request s
            where s.tenant = i.tenant and s.connection = i.connection
              and s.resource = i.resource and s.external_id = i.external_id
              and s.effect = 'created')
        """,
        tenant,
        connection);
    update(
        "delete from sandbox_request where tenant = :tenant and connection = :name",
        tenant,
        connection);
  }

  private void update(String sql, String tenant, String connection) {
    database.sql().sql(sql).param("tenant", tenant).param("name", connection).update();
  }
}
