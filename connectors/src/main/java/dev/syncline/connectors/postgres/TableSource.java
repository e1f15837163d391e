package dev.syncline.connectors.postgres;

import dev.syncline.connectors.spi.Page;
import dev.syncline.connectors.spi.ReadRequest;
import dev.syncline.connectors.spi.RecordSink;
import dev.syncline.connectors.spi.Source;
import dev.syncline.connectors.spi.SourceRequest;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table or a query read by key-set paging: each step begins after the last key of the step before
 * it, so that rows which are written meanwhile neither shift nor hide others.
 */
final class TableSource implements Source {
  private static final int IDS_AT_ONCE = 500;

  private final ReadSession session;
  private final TableName table;
  private final SourceRequest request;
  private @Nullable Relation relation;

  TableSource(Database database, TableName table, SourceRequest request) {
    this.session = new ReadSession(database);
    this.table = table;
    this.request = request;
  }

  @Override
  public Page read(ReadRequest asked, RecordSink sink) {
    Relation paged = paged();
    RelationSql sql = new RelationSql(paged, RowsAsked.of(paged, request.modified(), asked));
    KeyCursor cursor = KeyCursor.decode(asked.cursor());
    Long total = asked.cursor() == null ? session.count(sql.count()).orElse(null) : cursor.total();
    KeyCursor begin = new KeyCursor(cursor.after(), cursor.seen(), total, cursor.withoutKey());
    return session.read(c -> new KeySetStep(c, session, paged, sql, asked, sink).read(begin));
  }

  /** The relation and a key to page it by; throws INVALID where it has none. */
  private Relation paged() {
    Relation found = relation();
    if (!found.key().isEmpty()) {
      return found;
    }
    if (!request.key().isEmpty() && found.columns().keySet().containsAll(request.key())) {
      return found.pagedBy(request.key());
    }
    throw SynclineException.of(
        Category.INVALID,
        "NO_KEY",
        "%s has no primary key to page by; name a column or columns of it in the task's `key`%s: %s"
            .formatted(
                found.shown(),
                request.key().isEmpty() ? "" : ", which is " + request.key(),
                String.join(", ", found.columns().keySet())));
  }

  private Relation relation() {
    Relation known = relation;
    if (known == null) {
      known = session.read(this::found);
      relation = known;
    }
    return known;
  }

  private Relation found(Connection connection) throws SQLException {
    Relations relations = new Relations(connection);
    String query = request.query();
    return query == null ? relations.table(table) : relations.query(query);
  }

  @Override
  public List<String> defaultKey() {
    return relation().key();
  }

  @Override
  public Optional<Set<String>> fields() {
    return Optional.of(Set.copyOf(relation().columns().keySet()));
  }

  /** The external id is made of the task's key, where that names columns. */
  private List<String> idFields() {
    return request.key().isEmpty() ? relation().key() : request.key();
  }

  @Override
  public boolean canGet() {
    return !idFields().isEmpty() && relation().columns().keySet().containsAll(idFields());
  }

  @Override
  public void get(List<String> externalIds, RecordSink sink) {
    List<List<String>> keys =
        externalIds.stream()
            .map(id -> KeyText.split(id, idFields().size()))
            .flatMap(Optional::stream)
            .toList();
    for (int from = 0; from < keys.size(); from += IDS_AT_ONCE) {
      having(keys.subList(from, Math.min(keys.size(), from + IDS_AT_ONCE)), sink);
    }
  }

  /** An id that is no value of its column names no row; it is found by halving. */
  private void having(List<List<String>> keys, RecordSink sink) {
    String copy = new RelationSql(relation(), RowsAsked.ALL).having(idFields(), keys);
    boolean read =
        session.read(
            connection -> {
              CopyRows rows;
              try {
                rows = new CopyRows(connection, copy);
              } catch (SQLException e) {
                if (SqlTrouble.ofData(e)) {
                  return false;
                }
                throw e;
              }
              emit(rows, sink);
              return true;
            });
    if (!read && keys.size() > 1) {
      int middle = keys.size() / 2;
      having(keys.subList(0, middle), sink);
      having(keys.subList(middle, keys.size()), sink);
    }
  }

  private static void emit(CopyRows rows, RecordSink sink) throws IOException {
    while (rows.next()) {
      sink.record(rows.json(), 0, rows.length(), 0);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
