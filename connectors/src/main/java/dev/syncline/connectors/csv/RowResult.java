package dev.syncline.connectors.csv;

/** What a scan of one row came to. */
enum RowResult {
  /** A whole row; its cells may still be too few or too many. */
  ROW,
  /** An empty line. */
  BLANK,
  /** The row goes on after the buffer. */
  MORE,
  /** Nothing is left. */
  END,
  /** A quoted cell that never ends, or that goes on after its closing quote. */
  BROKEN_QUOTE,
  /** A row with bytes that are no characters. */
  UNDECODABLE
}
