package dev.syncline.store.staging;

import java.util.UUID;

/** The names of staging tables. Each attempt at a stage writes tables of its own. */
public final class StagingTables {
  private StagingTables() {}

  /** What the rows of a staging table are. */
  public enum Kind {
    RAW("r"),
    CANDIDATES("c"),
    MATCHES("m"),
    DECISIONS("d"),
    PAIRS("p"),
    BLOCKS("b");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }
  }

  /** The schema-qualified name; safe to put into SQL. */
  public static String name(Kind kind, UUID syncId, int window, int attempt) {
    return prefix(kind, syncId) + window + "_" + attempt;
  }

  private static String prefix(Kind kind, UUID syncId) {
    return "staging." + kind.prefix + "_" + syncId.toString().replace("-", "") + "_";
  }

  /** The table of another kind that belongs to the same attempt. */
  public static String beside(String table, Kind kind) {
    return "staging." + kind.prefix + checked(table).substring("staging.x".length());
  }

  /** Refuses anything that is not a staging table's name, since names become SQL. */
  public static String checked(String table) {
    if (!table.matches("staging\\.[rcmdpb]_[0-9a-f]{32}_\\d+_\\d+")) {
      throw new IllegalArgumentException("not a staging table: " + table);
    }
    return table;
  }
}
