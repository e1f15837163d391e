package dev.syncline.store.duplicate;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import dev.syncline.store.database.Rows;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The merges of a pair's entity, with what was remembered of both sides. */
final class Merges {
  private static final String MERGE =
      "select * from duplicate where tenant = :tenant and entity = :entity and status = 'merged' ";

  private final PairSql sql;

  Merges(PairSql sql) {
    this.sql = sql;
  }

  /** The pair's own. */
  Merge own() {
    return sql.statement(MERGE + "and id = :pair").query(Merges::read).single();
  }

  /** Those that followed of a record, up to the one that it went into another by. */
  List<Merge> after(UUID record, long no) {
    return sql.statement(
            MERGE
                + """
                  and merge_no > :no and (left_id = :record or right_id = :record)
                  order by merge_no
                  """)
        .param("no", no)
        .param("record", record)
        .query(Merges::read)
        .list();
  }

  /** The left record as it was before a merge. */
  Snapshot before(Merge merge) {
    if (merge.before() != null) {
      return merge.before();
    }
    Merge previous =
        sql
            .statement(
                MERGE
                    + """
                      and merge_no < :no and left_id = :record order by merge_no desc limit 1
                      """)
            .param("no", merge.no())
            .param("record", merge.left())
            .query(Merges::read)
            .stream()
            .findFirst()
            .orElseThrow(
                () ->
                    SynclineException.of(
                        Category.INTERNAL,
                        "nothing tells what the left record of " + merge.id() + " was before"));
    return before(previous).joined(previous.gone(), previous.survivorship());
  }

  /** Enters what a side of the pair was. */
  void remember(boolean left, Snapshot side) {
    remember(sql.pair(), left, side);
  }

  /** Enters what a side of a merge would have been, had this pair never been merged. */
  void rewrite(Merge merge, boolean left, Snapshot side) {
    remember(merge.id(), left, side);
    if (!left) {
      sql.statement(
              """
              update record set data = cast(:data as jsonb)
              where tenant = :tenant and entity = :entity and record_id = :record
              """)
          .param("data", SnapshotJson.text(side.data()))
          .param("record", merge.right())
          .update();
    }
  }

  private void remember(UUID merge, boolean left, Snapshot side) {
    sql.statement(
            (left
                    ? "update duplicate set before_left = cast(:data as jsonb),"
                        + " left_ids = cast(:ids as jsonb), left_keys = :keys,"
                        + " left_modified = :modified"
                    : "update duplicate set before_right = cast(:data as jsonb),"
                        + " right_ids = cast(:ids as jsonb), right_keys = :keys,"
                        + " right_modified = :modified")
                + " where tenant = :tenant and id = :merge")
        .param("merge", merge)
        .param("data", SnapshotJson.text(side.data()))
        .param("ids", SnapshotJson.text(side.rows(), side.data()))
        .param("keys", side.keys().toArray(UUID[]::new))
        .param("modified", Rows.timestamp(side.modified()), java.sql.Types.TIMESTAMP)
        .update();
  }

  private static Merge read(ResultSet row, int n) throws SQLException {
    Snapshot gone = part(row, "right");
    if (gone == null) {
      throw new SQLException("the merged pair " + row.getString("id") + " has no right side");
    }
    return new Merge(
        row.getObject("id", UUID.class),
        row.getLong("merge_no"),
        row.getObject("left_id", UUID.class),
        row.getObject("right_id", UUID.class),
        Survivorship.read(row.getString("survivorship")),
        part(row, "left"),
        gone);
  }

  private static @Nullable Snapshot part(ResultSet row, String side) throws SQLException {
    String ids = row.getString(side + "_ids");
    String before = row.getString("before_" + side);
    if (ids == null || before == null) {
      return null;
    }
    ObjectNode data = SnapshotJson.object(before);
    java.sql.Timestamp modified = row.getTimestamp(side + "_modified");
    Instant at = modified == null ? null : modified.toInstant();
    return new Snapshot(
        data, at, SnapshotJson.rows(ids, data, at), keys(row.getArray(side + "_keys")));
  }

  private static Set<UUID> keys(@Nullable Array keys) throws SQLException {
    return keys == null ? Set.of() : Set.copyOf(Arrays.asList((UUID[]) keys.getArray()));
  }
}
