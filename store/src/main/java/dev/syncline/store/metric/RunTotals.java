package dev.syncline.store.metric;

import dev.syncline.domain.Counts;
import dev.syncline.domain.DeliveredCounts;
import dev.syncline.store.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The sums over runs that ended. */
@Repository
public class RunTotals {
  /** The tenant and task of what is beyond the limit. */
  public static final String OTHER = "_other";

  /** The upper ends of the buckets of durations but the last, in seconds, as in the database. */
  public static final List<Double> BUCKETS =
      List.of(0.1, 0.5, 1.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3600.0);

  private static final String SUMS =
      """
      sum(runs) as runs, sum(duration_ms) as duration_ms, sum(retries) as retries,
      sum(fetched) as fetched, sum(created) as created, sum(updated) as updated,
      sum(skipped) as skipped, sum(failed) as failed, sum(deleted) as deleted,
      sum(delivered_created) as delivered_created, sum(delivered_updated) as delivered_updated,
      sum(delivered_unchanged) as delivered_unchanged,
      sum(delivered_deleted) as delivered_deleted, sum(delivered_failed) as delivered_failed
      """;

  private final Database database;

  public RunTotals(Database database) {
    this.database = database;
  }

  /**
   * Of all tenants or one. The rows beyond the limit, in the order in which they first came, are
   * summed as {@link #OTHER}, so that none ever shrinks.
   */
  public List<RunTotal> all(@Nullable String tenant, int limit) {
    return database.asReconciler(
        () ->
            database
                .sql()
                .sql(
                    """
                    with placed as (
                      select *, row_number() over (order by position) <= :limit as own
                      from run_total
                      where cast(:tenant as text) is null or tenant = :tenant)
                    select case when own then tenant else :other end as tenant,
                      case when own then task else :other end as task,
                      case when own then entity else :other end as entity, trigger, status,
                    """
                        + SUMS
                        + bucketSums()
                        + " from placed group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5")
                .param("tenant", tenant)
                .param("limit", limit)
                .param("other", OTHER)
                .query(RunTotals::read)
                .list());
  }

  private static String bucketSums() {
    return IntStream.rangeClosed(1, BUCKETS.size() + 1)
        .mapToObj(place -> "sum(durations[" + place + "])::bigint")
        .collect(Collectors.joining(", ", ", array[", "] as durations"));
  }

  private static RunTotal read(ResultSet row, int n) throws SQLException {
    return new RunTotal(
        row.getString("tenant"),
        row.getString("task"),
        row.getString("entity"),
        row.getString("trigger"),
        row.getString("status"),
        row.getLong("runs"),
        Duration.ofMillis(row.getLong("duration_ms")),
        Arrays.asList((Long[]) row.getArray("durations").getArray()),
        row.getLong("retries"),
        new Counts(
            row.getLong("fetched"),
            row.getLong("created"),
            row.getLong("updated"),
            row.getLong("skipped"),
            0,
            0,
            0,
            row.getLong("failed"),
            row.getLong("deleted")),
        new DeliveredCounts(
            row.getLong("delivered_created"),
            row.getLong("delivered_updated"),
            row.getLong("delivered_unchanged"),
            row.getLong("delivered_deleted"),
            row.getLong("delivered_failed")));
  }
}
