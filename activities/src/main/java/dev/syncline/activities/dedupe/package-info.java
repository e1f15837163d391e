/** Gives candidates their records. */
@org.jspecify.annotations.NullMarked
package dev.syncline.activities.dedupe;
