package dev.syncline.standalone.postgres;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Asks the running server whether a commit that it confirmed survives a power cut. */
final class Durability {
  private static final List<String> MUST_BE_ON =
      List.of("fsync", "synchronous_commit", "full_page_writes");

  private Durability() {}

  static void require(Connection connection) throws SQLException {
    for (String setting : MUST_BE_ON) {
      String value = show(connection, setting);
      if (!value.equals("on")) {
        throw SynclineException.of(
            Category.NOT_CONFIGURED,
            "DATABASE_NOT_DURABLE",
            "the embedded PostgreSQL runs with "
                + setting
                + " = "
                + value
                + ", so confirmed data could be lost; remove that from its postgresql.conf");
      }
    }
  }

  static String show(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + setting)) {
      return row.next() ? row.getString(1) : "";
    }
  }
}
