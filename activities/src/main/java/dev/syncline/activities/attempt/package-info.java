/** What counts as an attempt, and the pulse of long work. */
@org.jspecify.annotations.NullMarked
package dev.syncline.activities.attempt;
