package dev.syncline.connectors.postgres;

import dev.syncline.connectors.spi.WriteOutcome.Refused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Why PostgreSQL refuses a row, in its own words. Of a text that is too long it does not say which
 * one it is: that is looked up.
 */
final class Refusals {
  /** string_data_right_truncation (PostgreSQL manual, appendix A). */
  private static final String TOO_LONG = "22001";

  private static final String LIMITS =
      """
      SELECT column_name, character_maximum_length FROM information_schema.columns
      WHERE table_schema = ? AND table_name = ? AND character_maximum_length IS NOT NULL
      ORDER BY ordinal_position
      """;

  private final Connection connection;
  private final TableName table;
  private @Nullable Map<String, Integer> limits;

  Refusals(Connection connection, TableName table) {
    this.connection = connection;
    this.table = table;
  }

  /** To be asked when the statement that failed is rolled back. */
  Refused of(SQLException e, Row row) throws SQLException {
    String state = SqlTrouble.state(e);
    String which = state.equals(TOO_LONG) ? tooLong(row) : "";
    return new Refused(
        state, which.isEmpty() ? SqlTrouble.message(e) : "value too long: " + which, false);
  }

  private String tooLong(Row row) throws SQLException {
    StringJoiner which = new StringJoiner("; ");
    for (Map.Entry<String, Integer> limit : limits().entrySet()) {
      String value = row.value(limit.getKey());
      // Blanks at the end are cut without a word.
      if (value != null && length(value.replaceAll(" +$", "")) > limit.getValue()) {
        which.add(
            "%s: %d characters, at most %d"
                .formatted(limit.getKey(), length(value), limit.getValue()));
      }
    }
    return which.toString();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private Map<String, Integer> limits() throws SQLException {
    Map<String, Integer> known = limits;
    if (known == null) {
      known = new LinkedHashMap<>();
      try (PreparedStatement statement = connection.prepareStatement(LIMITS)) {
        statement.setString(1, table.schema());
        statement.setString(2, table.table());
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            known.put(row.getString(1), row.getInt(2));
          }
        }
      }
      limits = known;
    }
    return known;
  }
}
