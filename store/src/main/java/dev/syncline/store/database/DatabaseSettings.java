package dev.syncline.store.database;

/**
 * Where PostgreSQL is and who we are there. The user owns the schema or may create it; the
 * application itself works under the role {@code syncline_app}.
 *
 * @param url a JDBC URL, {@code jdbc:postgresql://…}
 * @param username the owner; empty where the URL names it
 * @param password its password; empty where the URL has it
 * @param poolSize how many connections at most
 */
public record DatabaseSettings(String url, String username, String password, int poolSize) {
  public DatabaseSettings {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "the database URL must begin with jdbc:postgresql: and does not");
    }
    if (poolSize < 4) {
      throw new IllegalArgumentException("the pool needs at least 4 connections");
    }
  }

  @Override
  public String toString() {
    return "DatabaseSettings[" + url.replaceAll("\\?.*", "") + "]";
  }
}
