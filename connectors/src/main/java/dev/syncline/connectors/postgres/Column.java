package dev.syncline.connectors.postgres;

/**
 * A column of the table.
 *
 * @param name its name
 * @param type its type as PostgreSQL writes it, with length or precision
 * @param text whether it takes text without a cast; a cast would cut what is too long
 * @param comparable whether its type has an equality
 */
record Column(String name, String type, boolean text, boolean comparable) {

  String quoted() {
    return TableName.quote(name);
  }

  /** The staged text {@code s.name} as a value of the column. */
  String staged() {
    return text ? "s." + quoted() : stagedKey();
  }

  /** The staged text as a value that compares to the stored one as the table does. */
  String stagedKey() {
    // Straight to a time without zone, the offset would be dropped instead of applied.
    String zoned = "CAST(s." + quoted() + " AS timestamptz)";
    String value =
        type.endsWith("without time zone") && type.startsWith("timestamp")
            ? zoned
            : "s." + quoted();
    return "CAST(" + value + " AS " + type + ")";
  }

  /** An expression of the column that can be compared. */
  String compared(String owner) {
    return owner + "." + quoted() + (comparable ? "" : "::text");
  }
}
