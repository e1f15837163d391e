/** Any JSON-over-HTTP system, described by settings: its lists, pages, totals and credentials. */
@org.jspecify.annotations.NullMarked
package dev.syncline.connectors.http;
