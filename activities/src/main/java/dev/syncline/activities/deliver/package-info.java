/** Writes outbox rows to other systems. */
@org.jspecify.annotations.NullMarked
package dev.syncline.activities.deliver;
