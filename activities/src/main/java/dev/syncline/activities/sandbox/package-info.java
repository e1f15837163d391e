/** Writes that are recorded and never leave. */
@org.jspecify.annotations.NullMarked
package dev.syncline.activities.sandbox;
