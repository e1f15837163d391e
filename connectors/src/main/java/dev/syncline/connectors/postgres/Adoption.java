package dev.syncline.connectors.postgres;

import dev.syncline.connectors.spi.WriteOutcome;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the rows that new records would double, by the fields of {@code match}. */
final class Adoption {
  private static final int SHOWN = 5;

  private final Connection connection;
  private final TableName table;
  private final List<Column> match;
  private final List<Column> key;

  Adoption(Connection connection, TableName table, List<Column> match, List<Column> key) {
    this.connection = connection;
    this.table = table;
    this.match = match;
    this.key = key;
  }

  /** The rows, those that match one in the table with its key; refusals are noted. */
  List<Row> adopt(List<Row> rows, WriteOutcome[] outcomes) throws SQLException {
    if (match.isEmpty()) {
      return rows;
    }
    List<Row> unknown =
        rows.stream().filter(r -> !r.delete() && r.command().externalId() == null).toList();
    Map<Integer, List<List<String>>> found = new HashMap<>();
    find(unknown, found);
    List<Row> adopted = new ArrayList<>();
    for (Row row : rows) {
      List<List<String>> same = found.getOrDefault(row.index(), List.of());
      if (same.size() > 1) {
        outcomes[row.index()] = ambiguous(same);
      } else {
        adopted.add(same.isEmpty() ? row : row.adopting(same.get(0)));
      }
    }
    return adopted;
  }

  private WriteOutcome.Refused ambiguous(List<List<String>> same) {
    return new WriteOutcome.Refused(
        "AMBIGUOUS_MATCH",
        "%d rows of %s have the same %s: %s%s; make `match` more exact, or merge them there"
            .formatted(
                same.size(),
                table,
                match.stream().map(Column::name).toList(),
                same.stream().limit(SHOWN).map(KeyText::join).toList(),
                same.size() > SHOWN ? " …" : ""),
        false);
  }

  /** A value that the column cannot hold matches nothing; it is found by halving. */
  private void find(List<Row> rows, Map<Integer, List<List<String>>> found) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    Savepoint before = connection.setSavepoint();
    try {
      query(rows, found);
      connection.releaseSavepoint(before);
    } catch (SQLException e) {
      if (!SqlTrouble.ofData(e)) {
        throw e;
      }
      connection.rollback(before);
      if (rows.size() > 1) {
        int middle = rows.size() / 2;
        find(rows.subList(0, middle), found);
        find(rows.subList(middle, rows.size()), found);
      }
    }
  }

  private void query(List<Row> rows, Map<Integer, List<List<String>>> found) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql())) {
      Integer[] indexes = rows.stream().map(Row::index).toArray(Integer[]::new);
      statement.setArray(1, connection.createArrayOf("int4", indexes));
      for (int i = 0; i < match.size(); i++) {
        String name = match.get(i).name();
        Object[] values = rows.stream().map(row -> row.value(name)).toArray();
        Array array = connection.createArrayOf("text", values);
        statement.setArray(2 + i, array);
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          List<String> id = new ArrayList<>();
          for (int i = 0; i < key.size(); i++) {
            id.add(row.getString(2 + i));
          }
          found.computeIfAbsent(row.getInt(1), index -> new ArrayList<>(1)).add(id);
        }
      }
    }
  }

  private String sql() {
    StringBuilder select = new StringBuilder("SELECT s.i");
    key.forEach(column -> select.append(", t.").append(column.quoted()).append("::text"));
    StringBuilder arrays = new StringBuilder("?::int[]");
    StringBuilder names = new StringBuilder("i");
    StringBuilder equal = new StringBuilder();
    for (int i = 0; i < match.size(); i++) {
      Column column = match.get(i);
      arrays.append(", ?::text[]");
      names.append(", m").append(i);
      equal
          .append(i == 0 ? "" : " AND ")
          .append(column.compared("t"))
          .append(" = ")
          .append(column.comparedValue("s.m" + i));
    }
    return select
        + (" FROM unnest(" + arrays + ") AS s(" + names + ")")
        + (" JOIN " + table.quoted() + " t ON " + equal);
  }
}
