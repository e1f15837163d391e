package dev.syncline.store.window;

import dev.syncline.store.database.Database;
import dev.syncline.store.staging.StagingTables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * Decides set-wise what is to happen to each matched candidate. The operations: C create, U
 * unchanged, F fast-forward (the record still is what this source row last made it), D diverged, M
 * merge into a record found by key, X left out by the task's write mode. D and M need the values
 * themselves and are decided in Java, which turns them into R (record rewritten), V (record stays)
 * and J (values joined into another row of this window).
 */
@Repository
public class Classifying {
  private final Database database;

  public Classifying(Database database) {
    this.database = database;
  }

  /**
   * A candidate that meets values which are not its own.
   *
   * @param operation D or M; C for the first of several new candidates that are one record
   * @param base what this source row last contributed, or null where it is new to the record
   * @param record the record's data, or null where the record is new
   * @param version the record's version, 0 where it is new
   * @param deleted whether the record is a tombstone, which the row brings back
   */
  public record Meeting(
      int seq,
      char operation,
      UUID recordId,
      @Nullable String base,
      @Nullable String record,
      int version,
      boolean deleted,
      @Nullable Instant recordModified,
      String incoming,
      @Nullable Instant modified) {}

  /**
   * What Java decided for a candidate.
   *
   * @param operation C, R, V, M or J
   * @param data the record's new data, or null where this row does not write it
   */
  public record Decided(int seq, char operation, int version, @Nullable String data) {}

  /** Fills the table of decisions and returns the number of rows. */
  public long classify(
      String candidates, String matches, String decisions, boolean creates, boolean updates) {
    return classify(candidates, matches, decisions, creates, updates, null);
  }

  /**
   * The same in a plan.
   *
   * @param plan where given, the records that its earlier windows would create stand too
   */
  public long classify(
      String candidates,
      String matches,
      String decisions,
      boolean creates,
      boolean updates,
      @Nullable WindowOrigin plan) {
    String into = StagingTables.checked(decisions);
    create(database, decisions);
    int classified = insert(candidates, matches, into, creates, updates);
    share(into);
    if (!creates || !updates) {
      limitMerges(into, creates, updates, plan);
    }
    return classified;
  }

  static void create(Database database, String decisions) {
    String table = StagingTables.checked(decisions);
    database.sql().sql("drop table if exists " + table).update();
    database
        .sql()
        .sql(
            "create unlogged table "
                + table
                + """
                 (seq int not null, record_id uuid not null, op "char" not null, version int,
                  touched boolean not null, data jsonb)
                """)
        .update();
  }

  private int insert(
      String candidates, String matches, String into, boolean creates, boolean updates) {
    int rows =
        database
            .sql()
            .sql(
                """
            insert into %s
            select m.seq, m.record_id,
              case when m.via = 'N' then case when :creates then 'C' else 'X' end
                when m.via = 'K' then 'M'
                when m.stored_hash = c.hash then 'U'
                when not :updates then 'X'
                when m.has_base then 'D'
                else 'F' end,
              m.base_version, m.touched, null
            from %s m join %s c using (seq)
            """
                    .formatted(
                        into, StagingTables.checked(matches), StagingTables.checked(candidates)))
            .param("creates", creates)
            .param("updates", updates)
            .update();
    database.sql().sql("analyze " + into).update();
    return rows;
  }

  /** A record is written once a window: rows that change the same one are decided together. */
  private void share(String decisions) {
    database
        .sql()
        .sql(
            """
            update %1$s set op = 'D' where op = 'F' and record_id in (
              select record_id from %1$s where op in ('F', 'D', 'M')
              group by record_id having count(*) > 1)
            """
                .formatted(decisions))
        .update();
  }

  /** A row found by key neither creates a record nor changes one where the task may not. */
  private void limitMerges(
      String decisions, boolean creates, boolean updates, @Nullable WindowOrigin plan) {
    StatementSpec sql =
        database
            .sql()
            .sql(
                """
            update %s d set op = case when f.stands then 'J' else 'X' end::"char"
            from (select m.seq,
                exists (select from record r where r.record_id = m.record_id) or %s as stands
              from %s m where m.op = 'M') f
            where d.seq = f.seq and ((f.stands and not :updates) or (not f.stands and not :creates))
            """
                    .formatted(
                        decisions,
                        plan == null
                            ? "false"
                            : "exists (select from plan_row p where p.record_id = m.record_id and %s)"
                                .formatted(LegPlanning.WRITES),
                        decisions))
            .param("creates", creates)
            .param("updates", updates);
    (plan == null ? sql : sql.param("tenant", plan.tenant()).param("run", plan.syncId())).update();
  }

  /** The candidates that Java decides, in the order they were read. */
  public List<Meeting> meetings(WindowOrigin origin, String candidates, String decisions) {
    return database
        .sql()
        .sql(
            """
            select d.seq, d.op, d.record_id, r.data as record, r.version, r.modified_at,
              case when i.record_id is not null then coalesce(i.base, r.data) end as base,
              r.deleted_at is not null as deleted, c.data as incoming, c.modified_at as modified
            from %1$s d join %2$s c using (seq)
              left join record r on r.tenant = :tenant and r.entity = :entity
                and r.record_id = d.record_id
              left join id_map i on i.tenant = :tenant and i.entity = :entity
                and i.connection = :connection and i.resource = :resource
                and i.external_id = c.external_id
            where d.op in ('D', 'M')
              or (d.op = 'C' and d.record_id in (select record_id from %1$s where op = 'M'))
            order by d.seq
            """
                .formatted(StagingTables.checked(decisions), StagingTables.checked(candidates)))
        .param("tenant", origin.tenant())
        .param("entity", origin.entity())
        .param("connection", origin.connection())
        .param("resource", origin.resource())
        .query(Classifying::meeting)
        .list();
  }

  private static Meeting meeting(ResultSet row, int n) throws SQLException {
    return new Meeting(
        row.getInt("seq"),
        row.getString("op").charAt(0),
        row.getObject("record_id", UUID.class),
        row.getString("base"),
        row.getString("record"),
        row.getInt("version"),
        row.getBoolean("deleted"),
        instant(row.getTimestamp("modified_at")),
        row.getString("incoming"),
        instant(row.getTimestamp("modified")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  /** Writes what Java decided. */
  public void decide(String decisions, List<Decided> decided) {
    if (decided.isEmpty()) {
      return;
    }
    database
        .sql()
        .sql(
            """
            update %s d set op = n.op::"char", version = n.version, data = n.data::jsonb
            from unnest(cast(:seqs as int[]), cast(:ops as text[]), cast(:versions as int[]),
              cast(:data as text[])) as n(seq, op, version, data)
            where d.seq = n.seq
            """
                .formatted(StagingTables.checked(decisions)))
        .param("seqs", decided.stream().map(Decided::seq).toArray(Integer[]::new))
        .param("ops", decided.stream().map(d -> "" + d.operation()).toArray(String[]::new))
        .param("versions", decided.stream().map(Decided::version).toArray(Integer[]::new))
        .param("data", decided.stream().map(Decided::data).toArray(String[]::new))
        .update();
  }
}
