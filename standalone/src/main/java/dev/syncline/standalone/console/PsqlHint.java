package dev.syncline.standalone.console;

import java.nio.file.Path;

/** How to look into the database with psql, without a password on the screen. */
public final class PsqlHint {
  private PsqlHint() {}

  /**
   * A command for a shell.
   *
   * @param url the file that holds the JDBC URL: without its first word, psql takes it
   */
  public static String of(Path url, String query) {
    String file = url.toString();
    boolean plain = file.matches("[A-Za-z0-9_@%+=:,./-]+");
    String named = plain ? file : "'" + file.replace("'", "'\\''") + "'";
    return "psql \"$(sed 's/^jdbc://' " + named + ")\" -c \"" + query + "\"";
  }
}
