/**
 * The pure core of two-way sync: what becomes of one record when one of its systems shows values,
 * what that system needs to be written, and what to remember after it was.
 */
@org.jspecify.annotations.NullMarked
package dev.syncline.activities.merge;
