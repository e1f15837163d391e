package dev.syncline.store.window;

import dev.syncline.store.database.Database;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * What the rows of a source have given besides their own records until now, whatever the task says
 * of it today: an entry that was taken out of it leaves records and links behind.
 */
@Repository
public class PastDerivations {
  private final Database database;

  public PastDerivations(Database database) {
    this.database = database;
  }

  /**
   * What was found.
   *
   * @param derived the entities of derived records
   * @param references whether rows refer to other records
   * @param rows whether there are rows at all that this run has not written
   */
  public record Given(Set<String> derived, boolean references, boolean rows) {
    /** Nothing. */
    public static final Given NOTHING = new Given(Set.of(), false, false);

    public Given {
      derived = Set.copyOf(derived);
    }
  }

  /** The entities that links come from are walked through one by one: they are few. */
  public Given of(WindowOrigin origin) {
    return database.inTenant(
        origin.tenant(),
        () -> {
          List<String> derived =
              ask(
                      """
                      with recursive place as (
                        (select entity, connection, resource from record_link
                         where tenant = :tenant order by entity, connection, resource limit 1)
                        union all
                        select n.entity, n.connection, n.resource from place p cross join lateral (
                          select l.entity, l.connection, l.resource from record_link l
                          where l.tenant = :tenant and (l.entity, l.connection, l.resource)
                            > (p.entity, p.connection, p.resource)
                          order by l.entity, l.connection, l.resource limit 1) n
                      )
                      select p.entity from place p
                      where p.connection = :connection and p.resource = :resource
                        and p.entity <> :entity and exists (select from record_link l
                          where l.tenant = :tenant and l.entity = p.entity
                            and l.connection = :connection and l.resource = :resource
                            and l.derived and l.to_entity = :entity)
                      """,
                      origin)
                  .query(String.class)
                  .list();
          boolean references =
              exists(
                  """
                  select exists (select from record_link where tenant = :tenant
                    and entity = :entity and connection = :connection
                    and resource = :resource and not derived)
                  """,
                  origin);
          boolean rows =
              exists(
                  """
                  select exists (select from id_map where tenant = :tenant
                    and entity = :entity and connection = :connection
                    and resource = :resource and sync_id <> :run)
                  """,
                  origin);
          return new Given(new TreeSet<>(derived), references, rows);
        });
  }

  private boolean exists(String sql, WindowOrigin origin) {
    return ask(sql, origin).query(Boolean.class).single();
  }

  private StatementSpec ask(String sql, WindowOrigin origin) {
    return database
        .sql()
        .sql(sql)
        .param("tenant", origin.tenant())
        .param("run", origin.syncId())
        .param("entity", origin.entity())
        .param("connection", origin.connection())
        .param("resource", origin.resource());
  }
}
