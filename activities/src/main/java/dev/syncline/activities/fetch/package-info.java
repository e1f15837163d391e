/** Reads windows of a source into staging. */
@org.jspecify.annotations.NullMarked
package dev.syncline.activities.fetch;
