package dev.syncline.connectors.postgres;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What an SQLSTATE means (PostgreSQL manual, appendix A). */
final class SqlTrouble {
  private SqlTrouble() {}

  static SynclineException of(String database, SQLException e) {
    String state = state(e);
    String said = database + ": " + message(e);
    return SynclineException.of(category(state), said + advice(state)).because(e);
  }

  private static Category category(String state) {
    return switch (state) {
      case "28P01", "28000", "42501" -> Category.AUTH;
      case "3D000", "42P01", "3F000" -> Category.NOT_FOUND;
      case "40001", "40P01", "55P03" -> Category.UNAVAILABLE;
      default ->
          state.startsWith("08")
                  || state.startsWith("53")
                  || state.startsWith("57")
                  || state.isEmpty()
              ? Category.UNAVAILABLE
              : Category.INVALID;
    };
  }

  private static String advice(String state) {
    return switch (state) {
      case "28P01", "28000" -> "; check the credentials username and password";
      case "42501" -> "; grant the role what it needs";
      case "3D000" -> "; check the database in the setting 'url'";
      case "3F000" -> "; create the schema, or check the setting 'schema'";
      default -> "";
    };
  }

  /** Whether the values of a row are refused, so that other rows may well be taken. */
  static boolean ofData(SQLException e) {
    String state = state(e);
    return state.startsWith("21")
        || state.startsWith("22")
        || state.startsWith("23")
        || state.startsWith("44")
        || state.startsWith("54")
        || state.equals("P0001");
  }

  static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }

  /** The server's own words, without the statement they came from. */
  static String message(SQLException e) {
    ServerErrorMessage server =
        e instanceof PSQLException known ? known.getServerErrorMessage() : null;
    if (server == null) {
      return String.valueOf(e.getMessage());
    }
    String column = server.getColumn();
    String detail = server.getDetail();
    // The whole row stands there, with the columns that no task has to do with.
    boolean tells = detail != null && !detail.startsWith("Failing row contains");
    String where = column == null || server.getMessage().contains(column) ? "" : " in " + column;
    return server.getMessage() + where + (tells ? " (" + detail + ")" : "");
  }
}
