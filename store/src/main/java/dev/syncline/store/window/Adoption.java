package dev.syncline.store.window;

import dev.syncline.store.database.Database;
import dev.syncline.store.staging.StagingTables;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * Finds the record of a row that a system has of its own, by declared fields that are equal. The
 * record takes the row on in place of being created there a second time. A row that its system lost
 * does not count, also while a person is to decide over it.
 */
@Repository
public class Adoption {
  private final Database database;

  public Adoption(Database database) {
    this.database = database;
  }

  /**
   * Marks new candidates as found where a live record without a row in this system has the same
   * values in all of these fields; the oldest where there are several.
   */
  public void byFields(
      WindowOrigin origin, String candidates, String matches, Collection<String> fields) {
    List<String> names = List.copyOf(new TreeSet<>(fields));
    StatementSpec statement =
        database
            .sql()
            .sql(
                """
                with new as (
                  select c.seq, c.data from %2$s c join %1$s m using (seq)
                  where m.via = 'N' and %4$s),
                found as (
                  select distinct on (r.record_id) r.record_id, n.seq
                  from new n join record r on jsonb_build_array(%5$s) = jsonb_build_array(%6$s)
                  where r.tenant = :tenant and r.entity = :entity and r.deleted_at is null
                    and r.merged_into is null
                    and not exists (select from id_map i where i.tenant = :tenant
                      and i.entity = :entity and i.record_id = r.record_id
                      and i.connection = :connection and i.resource = :resource
                      and i.hash <> all(:absent) and not %3$s)
                  order by r.record_id, n.seq),
                first as (
                  select distinct on (seq) seq, record_id from found order by seq, record_id)
                update %1$s m set record_id = f.record_id, via = 'K'
                from first f where m.seq = f.seq
                """
                    .formatted(
                        StagingTables.checked(matches),
                        StagingTables.checked(candidates),
                        LegMeetings.IN_QUESTION,
                        each(names, "coalesce(btrim(c.data ->> :f%d), '') <> ''", " and "),
                        each(names, "r.data -> :f%d", ", "),
                        each(names, "n.data -> :f%d", ", ")))
            .param("absent", LegMeetings.absent())
            .param("tenant", origin.tenant())
            .param("entity", origin.entity())
            .param("connection", origin.connection())
            .param("resource", origin.resource());
    for (int i = 0; i < names.size(); i++) {
      statement = statement.param("f" + i, names.get(i));
    }
    statement.update();
  }

  private static String each(List<String> names, String expression, String between) {
    return IntStream.range(0, names.size())
        .mapToObj(expression::formatted)
        .collect(Collectors.joining(between));
  }
}
