package dev.syncline.store.window;

import dev.syncline.store.database.Database;
import dev.syncline.store.staging.StagingTables;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes the links of source rows. Rows whose links stand already are left untouched. */
@Component
final class LinkWrites {
  /** A link {@code l} of the same source's rows that another task made, which still is there. */
  static final String OF_ANOTHER_TASK =
      """
      exists (select from run o join task t on t.tenant = o.tenant and t.name = o.task
        where o.tenant = :tenant and o.sync_id = l.sync_id and o.task <> :task
          and t.entity = :entity and t.connection = :connection)
      """;

  private final Database database;

  LinkWrites(Database database) {
    this.database = database;
  }

  /** Makes the references of a window's rows those that the rows name now. */
  void refer(WindowSql sql, WindowCommit window) {
    String further = StagingTables.furtherOf(window.candidates());
    sql.update(
        """
        delete from record_link l using {c} c join {d} d using (seq)
        where c.state = 'M' and d.op <> 'X' and l.tenant = :tenant and l.entity = :entity
          and l.connection = :connection and l.resource = :resource
          and l.external_id = c.external_id and not l.derived
          and not exists (select from %1$s f where f.seq = c.seq and not f.derived
            and f.type = l.type and f.entity = l.to_entity and f.external_id = l.to_external_id)
          and (exists (select from %1$s f where f.seq = c.seq and not f.derived
            and f.type = l.type) or not %2$s)
        """
            .formatted(further, OF_ANOTHER_TASK));
    sql.update(
        """
        insert into record_link (tenant, entity, connection, resource, external_id, type, derived,
          to_entity, to_external_id, sync_id)
        select :tenant, :entity, :connection, :resource, c.external_id, f.type, false, f.entity,
          f.external_id, :run
        from %s f join {c} c using (seq) join {d} d using (seq)
        where not f.derived and c.state = 'M' and d.op <> 'X'
          and not exists (select from record_link l where l.tenant = :tenant
            and l.entity = :entity and l.connection = :connection and l.resource = :resource
            and l.external_id = c.external_id and l.type = f.type)
        on conflict do nothing
        """
            .formatted(further));
  }

  /**
   * Links derived records to the rows they were made from.
   *
   * @param sql over the derived candidates, which carry {@code type} and {@code parent}
   */
  void derive(WindowSql sql, String parentEntity) {
    sql.statement(
            """
            insert into record_link (tenant, entity, connection, resource, external_id, type,
              derived, to_entity, to_external_id, sync_id)
            select :tenant, :entity, :connection, :resource, c.external_id, c.type, true, :parent,
              c.parent, :run
            from {c} c join {d} d using (seq)
            where d.op <> 'X' and not exists (select from record_link l where l.tenant = :tenant
              and l.entity = :entity and l.connection = :connection and l.resource = :resource
              and l.external_id = c.external_id and l.type = c.type and l.derived
              and l.to_entity = :parent and l.to_external_id = c.parent)
            on conflict (tenant, entity, connection, resource, external_id, type) do update
            set derived = true, to_entity = excluded.to_entity,
              to_external_id = excluded.to_external_id, sync_id = excluded.sync_id
            """)
        .param("parent", parentEntity)
        .update();
  }

  /** The derived rows of an entity that were made from these source rows. */
  List<String> madeFrom(WindowOrigin origin, String derived, String[] parents) {
    return database
        .sql()
        .sql(
            """
            select external_id from record_link
            where tenant = :tenant and to_entity = :entity and to_external_id = any(:parents)
              and entity = :made and derived and connection = :connection
              and resource = :resource
            order by external_id
            """)
        .param("tenant", origin.tenant())
        .param("entity", origin.entity())
        .param("parents", parents)
        .param("made", derived)
        .param("connection", origin.connection())
        .param("resource", origin.resource())
        .query(String.class)
        .list();
  }

  /** Removes the links of source rows that are gone. */
  void forget(WindowOrigin origin, String[] keys) {
    database
        .sql()
        .sql(
            """
            delete from record_link where tenant = :tenant and entity = :entity
              and connection = :connection and resource = :resource and external_id = any(:keys)
            """)
        .param("tenant", origin.tenant())
        .param("entity", origin.entity())
        .param("connection", origin.connection())
        .param("resource", origin.resource())
        .param("keys", keys)
        .update();
  }
}
