/**
 * Reading a sync file or posted JSON: one tree with line numbers, one set of checks, every problem
 * reported at its place.
 */
@org.jspecify.annotations.NullMarked
package dev.syncline.definitions.reading;
