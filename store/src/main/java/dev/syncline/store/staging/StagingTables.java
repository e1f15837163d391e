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
    BLOCKS("b"),
    /** What source records give besides their own: derived records and references. */
    FURTHER("f");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }
  }

  /** The schema-qualified name; safe to put into SQL. */
  public static String name(Kind kind, UUID syncId, int window, int attempt) {
    return prefix(kind, syncId) + window + "_" + attempt;
  }

  /** The table of further records that goes with a table of candidates. */
  public static String furtherOf(String candidates) {
    return sibling(candidates, Kind.FURTHER);
  }

  /** A table of a window's derived records of one entity, by that entity's number. */
  public static String partOf(String candidates, Kind kind, int part) {
    return sibling(candidates, kind) + "_" + part;
  }

  private static String sibling(String candidates, Kind kind) {
    return "staging." + kind.prefix + checked(candidates).substring("staging.c".length());
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
    if (!table.matches("staging\\.[rcmdpbf]_[0-9a-f]{32}_\\d+_\\d+(_\\d+)?")) {
      throw new IllegalArgumentException("not a staging table: " + table);
    }
    return table;
  }
}
