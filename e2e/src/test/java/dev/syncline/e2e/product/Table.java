package dev.syncline.e2e.product;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Plain SQL on a database of a test's own: the oracle for what became of the data. */
public final class Table {
  private final String jdbcUrl;

  private Table(String jdbcUrl) {
    this.jdbcUrl = jdbcUrl;
  }

  public static Table at(String jdbcUrl) {
    return new Table(jdbcUrl);
  }

  /** The first column of the first row, as text. */
  public String value(String sql) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "nothing";
    } catch (SQLException e) {
      throw new AssertionError(sql + ": " + e.getMessage(), e);
    }
  }

  /** The first column of all rows, as text. */
  public List<String> values(String sql) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
      return values;
    } catch (SQLException e) {
      throw new AssertionError(sql + ": " + e.getMessage(), e);
    }
  }

  public void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql + ": " + e.getMessage(), e);
    }
  }

  /** How many live records an entity has, and a digest of their data in order of external id. */
  public String fingerprintOf(String entity) {
    execute("analyze syncline.record, syncline.id_map"); // the join is planned badly without
    return value(
        """
        select count(*) || ' records, ' || count(distinct r.record_id) || ' ids, '
            || md5(string_agg(m.external_id || r.data::text, '|' order by m.external_id))
        from syncline.record r join syncline.id_map m
          on m.tenant = r.tenant and m.entity = r.entity and m.record_id = r.record_id
        where r.entity = '%s' and r.deleted_at is null
        """
            .formatted(entity));
  }
}
