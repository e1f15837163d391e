package dev.syncline.connectors.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a system cuts its lists into pages. A place in the list is a text, null at the beginning. */
sealed interface Paging {
  /** The parameters that ask for the page at a place. */
  Map<String, String> params(@Nullable String at);

  /** The place of the page after this one, or null where it was the last. */
  @Nullable String next(@Nullable String at, ListPage page, long seen);

  /** Whether records can move from one page to another while pages are read. */
  default boolean shifts() {
    return false;
  }

  /** Whether places are addresses of their own. */
  default boolean byAddress() {
    return false;
  }

  /** The whole list in one answer. */
  record None() implements Paging {
    @Override
    public Map<String, String> params(@Nullable String at) {
      return Map.of();
    }

    @Override
    public @Nullable String next(@Nullable String at, ListPage page, long seen) {
      return null;
    }
  }

  /** Pages with numbers. */
  record ByPage(String pageParam, long first, @Nullable String sizeParam, int size)
      implements Paging {
    @Override
    public Map<String, String> params(@Nullable String at) {
      return withSize(pageParam, String.valueOf(number(at)), sizeParam, size);
    }

    @Override
    public @Nullable String next(@Nullable String at, ListPage page, long seen) {
      return ended(page, seen, size) ? null : String.valueOf(number(at) + 1);
    }

    private long number(@Nullable String at) {
      return at == null ? first : Long.parseLong(at);
    }

    @Override
    public boolean shifts() {
      return true;
    }
  }

  /** From a record's position on. */
  record ByOffset(String offsetParam, @Nullable String sizeParam, int size) implements Paging {
    @Override
    public Map<String, String> params(@Nullable String at) {
      return withSize(offsetParam, at == null ? "0" : at, sizeParam, size);
    }

    @Override
    public @Nullable String next(@Nullable String at, ListPage page, long seen) {
      return ended(page, seen, size) ? null : String.valueOf(seen);
    }

    @Override
    public boolean shifts() {
      return true;
    }
  }

  /** A cursor that each answer gives for the next. */
  record ByCursor(String cursorParam, String cursorPath, @Nullable String sizeParam, int size)
      implements Paging {
    @Override
    public Map<String, String> params(@Nullable String at) {
      return at == null
          ? sizeParam == null || size == 0 ? Map.of() : Map.of(sizeParam, String.valueOf(size))
          : withSize(cursorParam, at, sizeParam, size);
    }

    @Override
    public @Nullable String next(@Nullable String at, ListPage page, long seen) {
      String next = page.scalar(cursorPath);
      return next == null || next.isEmpty() || next.equals("false") ? null : next;
    }
  }

  /** The {@code Link} header names the next page's address. */
  record ByLink(@Nullable String sizeParam, int size) implements Paging {
    @Override
    public Map<String, String> params(@Nullable String at) {
      return at != null || sizeParam == null || size == 0
          ? Map.of()
          : Map.of(sizeParam, String.valueOf(size));
    }

    @Override
    public @Nullable String next(@Nullable String at, ListPage page, long seen) {
      return page.linkedNext();
    }

    @Override
    public boolean byAddress() {
      return true;
    }
  }

  private static Map<String, String> withSize(
      String param, String value, @Nullable String sizeParam, int size) {
    return sizeParam == null || size == 0
        ? Map.of(param, value)
        : Map.of(param, value, sizeParam, String.valueOf(size));
  }

  /** A short page is the last one, unless the system's own total says that there is more. */
  private static boolean ended(ListPage page, long seen, int size) {
    Long total = page.total();
    if (page.count() == 0) {
      return true;
    }
    return total != null ? seen >= total : size > 0 && page.count() < size;
  }
}
