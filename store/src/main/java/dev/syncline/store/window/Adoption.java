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
  private static final String STORED =
      """
      (select r.record_id, r.data from record r where r.tenant = :tenant and r.entity = :entity
        and r.deleted_at is null and r.merged_into is null)
      """;

  private static final String PLANNED =
      """
      (select r.record_id, r.data from record r where r.tenant = :tenant and r.entity = :entity
        and r.deleted_at is null and r.merged_into is null
        and not exists (select from plan_row p where p.record_id = r.record_id and %1$s)
      union all
      select record_id, data from (
        select distinct on (p.record_id) p.record_id, coalesce(p.merged, p.data) as data
        from plan_row p where p.sync_id = :run and %1$s and not (p.op = 'C' and p.leg = :leg)
        order by p.record_id desc, p.window_no desc) l)
      """
          .formatted(LegPlanning.WRITES);

  private final Database database;

  public Adoption(Database database) {
    this.database = database;
  }

  /**
   * Marks new candidates as found where a live record without a row in this system has the same
   * values in all of these fields; the oldest where there are several.
   *
   * @param planned whether records are looked for as the plan that is being made would leave them
   */
  public void byFields(
      WindowOrigin origin,
      String candidates,
      String matches,
      Collection<String> fields,
      boolean planned) {
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
                  from new n join %7$s r on jsonb_build_array(%5$s) = jsonb_build_array(%6$s)
                  where not exists (select from id_map i where i.tenant = :tenant
                      and i.entity = :entity and i.record_id = r.record_id
                      and i.connection = :connection and i.resource = :resource
                      and i.hash <> all(:absent) and not %3$s)
                    and not %8$s
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
                        each(names, "n.data -> :f%d", ", "),
                        planned ? PLANNED : STORED,
                        planned ? LegPlanning.joined("r.record_id") : "false"))
            .param("absent", LegMeetings.absent())
            .param("tenant", origin.tenant())
            .param("entity", origin.entity())
            .param("connection", origin.connection())
            .param("resource", origin.resource());
    for (int i = 0; i < names.size(); i++) {
      statement = statement.param("f" + i, names.get(i));
    }
    if (planned) {
      // How many rows the plan has is not known to the statistics.
      database.sql().sql("set local enable_nestloop = off").update();
      statement.param("run", origin.syncId()).param("leg", origin.leg()).update();
      database.sql().sql("set local enable_nestloop = on").update();
    } else {
      statement.update();
    }
  }

  private static String each(List<String> names, String expression, String between) {
    return IntStream.range(0, names.size())
        .mapToObj(expression::formatted)
        .collect(Collectors.joining(between));
  }
}
