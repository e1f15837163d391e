/** Commits windows and removes what a complete read did not meet. */
@org.jspecify.annotations.NullMarked
package dev.syncline.activities.upsert;
