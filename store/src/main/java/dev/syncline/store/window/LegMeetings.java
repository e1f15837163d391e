package dev.syncline.store.window;

import dev.syncline.store.database.Database;
import dev.syncline.store.staging.StagingTables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * The changed rows of one system of a two-way task, which Java merges with their records. What is
 * unchanged stays in SQL. A row that was read before, or while, its record was written there tells
 * nothing certain: it becomes S, and its delivery looks again.
 */
@Repository
public class LegMeetings {
  /** The hash of a row that waits for a person: every read looks at it. */
  public static final UUID WAITING = UUID.fromString("00000000-0000-0000-0000-000000000001");

  /**
   * The hash of a row that its system has lost and that is to be made again. Nothing is known of
   * what it would show; should it be back by itself, it is merged as a new one.
   */
  public static final UUID AGAIN = UUID.fromString("00000000-0000-0000-0000-000000000002");

  /** The hashes of rows that do not stand in their systems. */
  public static UUID[] absent() {
    return new UUID[] {Tombstones.LOST_HASH, AGAIN};
  }

  /** Whether a person is to decide over a row {@code i} that its system lost. */
  static final String IN_QUESTION =
      """
      exists (select from conflict g where g.tenant = i.tenant and g.entity = i.entity
        and g.connection = i.connection and g.resource = i.resource
        and g.external_id = i.external_id and g.status = 'open' and g.kind = 'delete')
      """;

  private static final String STORED =
      "r.data as record, r.version, r.modified_at, r.deleted_at is not null as deleted";

  private static final String PLANNED =
      """
      coalesce(o.data, r.data) as record, coalesce(o.version, r.version) as version,
      case when o.record_id is null then r.modified_at else o.modified_at end as modified_at,
      r.deleted_at is not null and o.record_id is null as deleted
      """;

  private final Database database;

  public LegMeetings(Database database) {
    this.database = database;
  }

  /**
   * A changed row and its record.
   *
   * @param operation D where the row is known, M where it was found by key, C where both are new
   * @param base what the system last showed; null where the row is new to the record, or was lost
   * @param recordBase what the record held then
   * @param sent what an unanswered write was made from
   * @param record null where it is new
   * @param deleted whether the record is a tombstone, which the row brings back
   * @param primary whether this is the row that the record is written back to
   * @param replaced the values that the last write replaced
   * @param flips how often in a row they came back
   * @param hash what the row's memory has now; null where there is none
   */
  public record Meeting(
      int seq,
      char operation,
      UUID recordId,
      @Nullable String base,
      @Nullable String recordBase,
      @Nullable String sent,
      @Nullable String record,
      int version,
      boolean deleted,
      @Nullable Instant recordModified,
      String incoming,
      @Nullable Instant modified,
      boolean primary,
      @Nullable String replaced,
      int flips,
      @Nullable UUID hash) {}

  /**
   * What Java decided.
   *
   * @param operation C, R, V, M or J
   * @param data the record's new data, or null where this row does not write it
   * @param base what to remember of the row; null leaves it as the operation has it
   * @param back whether the system is to be written what it did not show
   * @param resolved the conflicts that a strategy decided, as a JSON list, or null
   * @param open those that wait for a person
   * @param seen the hash of the memory that this was decided by
   */
  public record Decided(
      int seq,
      char operation,
      int version,
      @Nullable String data,
      @Nullable String base,
      @Nullable String recordBase,
      boolean back,
      @Nullable String resolved,
      @Nullable String open,
      int flips,
      @Nullable UUID seen) {}

  /** Readies a table of decisions; call it after {@link Classifying#classify}. */
  public void prepare(
      WindowOrigin origin, String candidates, String decisions, @Nullable Instant readAt) {
    String into = StagingTables.checked(decisions);
    database
        .sql()
        .sql(
            """
            alter table %s add column base jsonb, add column record_base jsonb,
              add column back boolean not null default false, add column resolved jsonb,
              add column open jsonb, add column flips int not null default 0,
              add column seen uuid
            """
                .formatted(into))
        .update();
    database
        .sql()
        .sql(
            """
            update %s d set op = 'D' where op = 'F'
            """
                .formatted(into))
        .update();
    database
        .sql()
        .sql(
            """
            update %s d set op = 'S'
            from %s c join id_map i on i.tenant = :tenant and i.entity = :entity
              and i.connection = :connection and i.resource = :resource
              and i.external_id = c.external_id
            where c.seq = d.seq and d.op = 'D' and (i.written_at > :read_at
              or exists (select from outbox o where o.tenant = :tenant
                and o.record_id = d.record_id and o.connection = :connection
                and o.resource = :resource and o.status = 'sending'))
            """
                .formatted(into, StagingTables.checked(candidates)))
        .param("tenant", origin.tenant())
        .param("entity", origin.entity())
        .param("connection", origin.connection())
        .param("resource", origin.resource())
        .param(
            "read_at",
            readAt == null ? null : readAt.atOffset(ZoneOffset.UTC),
            java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
        .update();
  }

  /**
   * The rows that Java decides, in the order they were read. What a system's row was when both were
   * last in step is what is stored, in a plan too.
   *
   * @param planned whether they meet the records as the plan that is being made would leave them
   */
  public List<Meeting> meetings(
      WindowOrigin origin, String candidates, String decisions, boolean planned) {
    StatementSpec sql =
        database
            .sql()
            .sql(
                """
            select d.seq, d.op, d.record_id, %4$s,
              case when i.hash <> :lost then coalesce(i.base, r.data) end as base,
              case when i.hash <> :lost then coalesce(i.record_base, i.base, r.data) end
                as record_base,
              i.sent, i.replaced, coalesce(i.flips, 0) as flips, i.hash,
              coalesce(i.is_primary, false) or not exists (select from (select * from id_map i
                  where i.tenant = :tenant and i.entity = :entity
                    and i.record_id = d.record_id and i.connection = :connection
                    and i.resource = :resource and i.is_primary and i.hash <> all(:absent)
                    and i.external_id <> c.external_id and not %3$s) o) and not %6$s as is_primary, c.data as incoming, c.modified_at as modified
            from %1$s d join %2$s c using (seq)
              left join record r on r.tenant = :tenant and r.entity = :entity
                and r.record_id = d.record_id
              left join id_map i on i.tenant = :tenant and i.entity = :entity
                and i.connection = :connection and i.resource = :resource
                and i.external_id = c.external_id
              %5$s
            where d.op in ('D', 'M')
              or (d.op = 'C' and d.record_id in (select record_id from %1$s where op = 'M'))
            order by d.seq
            """
                    .formatted(
                        StagingTables.checked(decisions),
                        StagingTables.checked(candidates),
                        IN_QUESTION,
                        planned ? PLANNED : STORED,
                        planned ? LegPlanning.soFar("d.record_id") : "",
                        planned ? LegPlanning.joined("d.record_id") : "false"))
            .param("lost", Tombstones.LOST_HASH)
            .param("absent", absent())
            .param("tenant", origin.tenant())
            .param("entity", origin.entity())
            .param("connection", origin.connection())
            .param("resource", origin.resource());
    return (planned ? sql.param("run", origin.syncId()).param("leg", origin.leg()) : sql)
        .query(LegMeetings::meeting)
        .list();
  }

  private static Meeting meeting(ResultSet row, int n) throws SQLException {
    return new Meeting(
        row.getInt("seq"),
        row.getString("op").charAt(0),
        row.getObject("record_id", UUID.class),
        row.getString("base"),
        row.getString("record_base"),
        row.getString("sent"),
        row.getString("record"),
        row.getInt("version"),
        row.getBoolean("deleted"),
        instant(row.getTimestamp("modified_at")),
        row.getString("incoming"),
        instant(row.getTimestamp("modified")),
        row.getBoolean("is_primary"),
        row.getString("replaced"),
        row.getInt("flips"),
        row.getObject("hash", UUID.class));
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
            update %s d set op = n.op::"char", version = n.version, data = n.data::jsonb,
              base = n.base::jsonb, record_base = n.record_base::jsonb, back = n.back,
              resolved = n.resolved::jsonb, open = n.open::jsonb, flips = n.flips,
              seen = n.seen
            from unnest(cast(:seqs as int[]), cast(:ops as text[]), cast(:versions as int[]),
              cast(:data as text[]), cast(:bases as text[]), cast(:record_bases as text[]),
              cast(:backs as boolean[]), cast(:resolved as text[]), cast(:open as text[]),
              cast(:flips as int[]), cast(:seen as uuid[]))
              as n(seq, op, version, data, base, record_base, back, resolved, open, flips, seen)
            where d.seq = n.seq
            """
                .formatted(StagingTables.checked(decisions)))
        .param("seqs", decided.stream().map(Decided::seq).toArray(Integer[]::new))
        .param("ops", texts(decided, d -> "" + d.operation()))
        .param("versions", decided.stream().map(Decided::version).toArray(Integer[]::new))
        .param("data", texts(decided, Decided::data))
        .param("bases", texts(decided, Decided::base))
        .param("record_bases", texts(decided, Decided::recordBase))
        .param("backs", decided.stream().map(Decided::back).toArray(Boolean[]::new))
        .param("resolved", texts(decided, Decided::resolved))
        .param("open", texts(decided, Decided::open))
        .param("flips", decided.stream().map(Decided::flips).toArray(Integer[]::new))
        .param("seen", decided.stream().map(Decided::seen).toArray(UUID[]::new))
        .update();
  }

  private static String[] texts(List<Decided> decided, Function<Decided, @Nullable String> text) {
    return decided.stream().map(text).toArray(String[]::new);
  }
}
