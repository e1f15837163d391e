package dev.syncline.store.database;

/** Which part of a list is wanted: {@code limit} rows after the first {@code offset}. */
public record Range(int limit, long offset) {
  public static final int DEFAULT_LIMIT = 50;
  public static final int MAX_LIMIT = 500;
}
