/** Pairs of records that may be one: found, merged, dismissed, taken apart again. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.duplicate;
