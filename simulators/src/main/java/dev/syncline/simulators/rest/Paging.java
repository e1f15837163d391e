package dev.syncline.simulators.rest;

/** How a resource is cut into pages. */
public sealed interface Paging {
  /** The whole list at once. */
  record None() implements Paging {}

  /** Pages with numbers. */
  record ByPage(String pageParam, String sizeParam, int first) implements Paging {}

  /** From a record's position on. */
  record ByOffset(String offsetParam, String sizeParam) implements Paging {}

  /** An opaque cursor in the answer, at this path; the last page has none. */
  record ByCursor(String cursorParam, String cursorPath) implements Paging {}

  /** The {@code Link} header names the next page. */
  record ByLink() implements Paging {}
}
