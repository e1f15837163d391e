package dev.syncline.connectors.postgres;

/**
 * A column of the table.
 *
 * @param name its name
 * @param type its type as PostgreSQL writes it, with length or precision
 * @param text whether it takes text without a cast; a cast would cut what is too long
 * @param comparable whether its type has an equality
 * @param assigned whether the table gives it a value where none is given
 */
record Column(String name, String type, boolean text, boolean comparable, boolean assigned) {

  String quoted() {
    return TableName.quote(name);
  }

  /** The staged text {@code s.name} as a value of the column. */
  String staged() {
    return stored("s." + quoted());
  }

  /** The staged text as a value that compares to the stored one as the table does. */
  String stagedKey() {
    return typed("s." + quoted());
  }

  /** A text as a value that the column takes. */
  String stored(String value) {
    return text ? value : typed(value);
  }

  /** A text as a value of the column's type. */
  String typed(String value) {
    // Straight to a time without zone, the offset would be dropped instead of applied.
    boolean zoneless = type.endsWith("without time zone") && type.startsWith("timestamp");
    return "CAST("
        + (zoneless ? "CAST(" + value + " AS timestamptz)" : value)
        + " AS "
        + type
        + ")";
  }

  /** An expression of the column that can be compared. */
  String compared(String owner) {
    return owner + "." + quoted() + cast();
  }

  /** A text as a value that {@link #compared} can be compared to. */
  String comparedValue(String value) {
    return stored(value) + cast();
  }

  private String cast() {
    return comparable ? "" : "::text";
  }
}
