package dev.syncline.connectors.postgres;

import dev.syncline.connectors.spi.Page;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.RecordSink;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** One step of a read: the rows after a key, and at the end those that have none. */
final class KeySetStep {
  private final Connection connection;
  private final ReadSession session;
  private final Relation relation;
  private final RelationSql sql;
  private final ReadRequest asked;
  private final RecordSink sink;
  private long rows;
  private long bytes;
  private List<String> last = List.of();
  private boolean cut;

  KeySetStep(
      Connection connection,
      ReadSession session,
      Relation relation,
      RelationSql sql,
      ReadRequest asked,
      RecordSink sink) {
    this.connection = connection;
    this.session = session;
    this.relation = relation;
    this.sql = sql;
    this.asked = asked;
    this.sink = sink;
  }

  Page read(KeyCursor from) throws SQLException, IOException {
    if (from.withoutKey() >= 0) {
      return keyless(from);
    }
    int limit = Math.max(1, asked.maxRecords());
    last = from.after();
    stream(sql.after(from.after(), limit), true);
    KeyCursor next = new KeyCursor(last, from.seen() + rows, from.total(), -1);
    if (cut || rows >= limit) {
      return Page.more(next.encode(), next.total(), next.fraction());
    }
    boolean all = relation.unique() || relation.key().stream().noneMatch(this::nullable);
    return all
        ? Page.last(from.total())
        : keyless(new KeyCursor(last, next.seen(), next.total(), 0));
  }

  private boolean nullable(String field) {
    return Objects.requireNonNull(relation.columns().get(field), field).nullable();
  }

  private Page keyless(KeyCursor from) throws SQLException, IOException {
    long before = rows;
    int limit = Math.max(1, asked.maxRecords());
    stream(sql.withoutKey(from.withoutKey(), limit), false);
    long read = rows - before;
    if (!cut && read < limit) {
      return Page.last(from.total());
    }
    KeyCursor next =
        new KeyCursor(from.after(), from.seen() + read, from.total(), from.withoutKey() + read);
    return Page.more(next.encode(), next.total(), next.fraction());
  }

  private void stream(String copy, boolean keyed) throws SQLException, IOException {
    CopyRows found = new CopyRows(connection, copy);
    while (found.next()) {
      if (bytes >= asked.maxBytes() && (!keyed || relation.unique() || !key(found).equals(last))) {
        cut = true;
        session.abandon(); // the rest of the answer is not wanted
        return;
      }
      sink.record(found.json(), 0, found.length(), 0);
      rows++;
      bytes += found.length();
      if (keyed) {
        last = key(found);
      }
    }
  }

  private static List<String> key(CopyRows row) {
    return row.key().stream().map(Objects::requireNonNull).collect(Collectors.toList());
  }
}
