package dev.syncline.store.window;

/** SQL over a JSON list of fields that strategies decided, as conflicts keep them. */
public final class DecidedFields {
  private DecidedFields() {}

  /** The words of the fields' strategies, those that differ separated by commas. */
  public static String strategies(String list) {
    return """
        (select string_agg(distinct f ->> 'strategy', ', ') from jsonb_array_elements(%s) f)
        """
        .formatted(list);
  }

  /** Who decided, as conflicts and histories name it. */
  public static String by(String list) {
    return "'strategy ' || " + strategies(list);
  }
}
