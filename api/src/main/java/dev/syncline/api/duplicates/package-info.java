/** Pairs of records that may be one: listed with reasons, merged, dismissed, taken apart. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api.duplicates;
