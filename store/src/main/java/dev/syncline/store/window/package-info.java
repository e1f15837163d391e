/** Matching, classifying and committing a window, set-wise in SQL. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.window;
