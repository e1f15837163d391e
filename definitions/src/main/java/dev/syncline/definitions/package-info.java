/**
 * Connections and tasks as users write them: read from a sync file or from JSON, checked, and held
 * as records.
 */
@org.jspecify.annotations.NullMarked
package dev.syncline.definitions;
