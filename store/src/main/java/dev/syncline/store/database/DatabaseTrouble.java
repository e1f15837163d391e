package dev.syncline.store.database;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells trouble of our own database that passes from a defect of ours. */
public final class DatabaseTrouble {
  /**
   * Classes of SQLSTATE that pass: 08 connection, 53 resources, 57 operator intervention (shutdown,
   * crash, starting up), 40 rollback (deadlock), 58 system error; 55P03 lock not available.
   */
  private static final Set<String> PASSING = Set.of("08", "53", "57", "40", "58");

  private DatabaseTrouble() {}

  /** Whether the exception, or a cause of it, came from the database access layer. */
  public static boolean concerns(Throwable thrown) {
    return thrown instanceof DataAccessException
        || thrown instanceof TransactionException
        || sqlCause(thrown) != null;
  }

  /** The same as an exception with a category: DATABASE where trying again helps. */
  public static SynclineException translate(Throwable thrown) {
    SQLException sql = sqlCause(thrown);
    if (sql == null ? unreached(thrown) : passes(sql)) {
      return SynclineException.of(
              Category.DATABASE, "UNAVAILABLE", "Syncline's database does not answer")
          .because(thrown);
    }
    if (sql != null && stagingGone(sql)) {
      return SynclineException.of(Category.STAGING_LOST, "the staged rows of this window are gone")
          .because(thrown);
    }
    return SynclineException.of(
            Category.INTERNAL,
            "an unexpected database error" + (sql == null ? "" : " (" + sql.getSQLState() + ")"))
        .because(thrown);
  }

  private static boolean stagingGone(SQLException sql) {
    return "42P01".equals(sql.getSQLState())
        && String.valueOf(sql.getMessage()).contains("\"staging.");
  }

  /** No statement was refused: either the connection was lost, or an answer was misread. */
  private static boolean unreached(Throwable thrown) {
    return thrown instanceof TransactionException
        || thrown instanceof DataAccessResourceFailureException
        || thrown instanceof TransientDataAccessException;
  }

  private static boolean passes(SQLException sql) {
    String state = sql.getSQLState();
    if (state == null) {
      return true; // the connection never came about
    }
    return state.length() < 2 || PASSING.contains(state.substring(0, 2)) || state.equals("55P03");
  }

  private static @org.jspecify.annotations.Nullable SQLException sqlCause(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }
}
