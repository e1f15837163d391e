package dev.syncline.standalone.platform;

/** Where a database is and who we are there; user and password are empty where the URL has them. */
public record DatabaseLogin(String jdbcUrl, String username, String password) {
  /** A record would print its password, and so may a URL. */
  @Override
  public String toString() {
    return "DatabaseLogin[" + jdbcUrl.replaceAll("\\?.*", "") + "]";
  }
}
